#include "CFaultVFS.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// One change that is not on the disk yet.
typedef struct Change {
  struct Change *earlier;
  char *path;
  sqlite3_int64 was;     // the file's length before it
  sqlite3_int64 offset;
  int known;             // bytes of `before` that stood there
  int size;              // bytes of `after`; -1 for a truncation to `offset`
  unsigned char *before;
  unsigned char *after;
} Change;

typedef struct Scene {
  struct Scene *next;
  char *folder;
  int kind;
  long call;
  long calls;
  int power;
  Change *changes;
} Scene;

typedef struct File {
  sqlite3_file base;
  char *path;
  sqlite3_file *real;
} File;

static sqlite3_vfs *below;
static sqlite3_vfs vfs;
static Scene *scenes;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static Scene *scene_of(const char *path) {
  if (!path) return 0;
  for (Scene *s = scenes; s; s = s->next)
    if (strncmp(path, s->folder, strlen(s->folder)) == 0) return s;
  return 0;
}

static int is_dead(Scene *s) {
  return s && (s->kind == FAULT_DEATH || s->kind == FAULT_TORN_DEATH) && s->calls >= s->call;
}

// Counts one call. Returns 0 when it shall go through, a SQLite code when it shall fail, -1 when it shall be torn.
static int step(Scene *s, int code, int frees) {
  if (!s) return 0;
  s->calls++;
  if (s->kind == FAULT_NONE || s->calls < s->call) return 0;
  int now = s->calls == s->call;
  switch (s->kind) {
  case FAULT_IO_ONCE: return now ? code : 0;
  case FAULT_IO_FOREVER: return code;
  case FAULT_FULL_ONCE: return now && !frees ? SQLITE_FULL : 0;
  case FAULT_FULL_FOREVER: return frees ? 0 : SQLITE_FULL;
  case FAULT_TORN_DEATH: return now ? -1 : code;
  case FAULT_EXIT: _exit(9);
  default: return code;
  }
}

// `from` is null for a truncation to `offset`, which takes `size` bytes away.
static void remember(Scene *s, File *f, const void *from, int size, sqlite3_int64 offset) {
  if (!s || !s->power) return;
  struct stat facts;
  Change *c = calloc(1, sizeof *c);
  c->path = strdup(f->path);
  c->was = stat(f->path, &facts) == 0 ? facts.st_size : 0;
  c->offset = offset;
  c->known = offset >= c->was ? 0 : (int)(c->was - offset < size ? c->was - offset : size);
  c->before = malloc((size_t)c->known + 1);
  int fd = open(f->path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || pread(fd, c->before, (size_t)c->known, offset) != c->known) c->known = 0;
  if (fd >= 0) close(fd);
  c->size = from ? size : -1;
  c->after = malloc((size_t)size + 1);
  if (from) memcpy(c->after, from, (size_t)size);
  c->earlier = s->changes;
  s->changes = c;
}

static void drop(Change *c) {
  free(c->path);
  free(c->before);
  free(c->after);
  free(c);
}

static void forget(Scene *s, const char *path) {
  if (!s) return;
  for (Change **p = &s->changes; *p;) {
    Change *c = *p;
    if (!path || strcmp(c->path, path) == 0) {
      *p = c->earlier;
      drop(c);
    } else {
      p = &c->earlier;
    }
  }
}

// MARK: files

static int f_close(sqlite3_file *file) {
  File *f = (File *)file;
  int rc = f->real->pMethods ? f->real->pMethods->xClose(f->real) : SQLITE_OK;
  free(f->real);
  free(f->path);
  f->real = 0;
  f->path = 0;
  return rc;
}

static int f_read(sqlite3_file *file, void *to, int size, sqlite3_int64 offset) {
  File *f = (File *)file;
  pthread_mutex_lock(&guard);
  int dead = is_dead(scene_of(f->path));
  pthread_mutex_unlock(&guard);
  return dead ? SQLITE_IOERR_READ : f->real->pMethods->xRead(f->real, to, size, offset);
}

static int f_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset) {
  File *f = (File *)file;
  pthread_mutex_lock(&guard);
  Scene *s = scene_of(f->path);
  int rc = step(s, SQLITE_IOERR_WRITE, 0);
  if (rc <= 0) {
    int whole = rc == 0;
    if (!whole) size /= 2;
    remember(s, f, from, size, offset);
    rc = f->real->pMethods->xWrite(f->real, from, size, offset);
    if (!whole) rc = SQLITE_IOERR_WRITE;
  }
  pthread_mutex_unlock(&guard);
  return rc;
}

static int f_truncate(sqlite3_file *file, sqlite3_int64 size) {
  File *f = (File *)file;
  pthread_mutex_lock(&guard);
  Scene *s = scene_of(f->path);
  int rc = step(s, SQLITE_IOERR_TRUNCATE, 1);
  if (rc == -1) rc = SQLITE_IOERR_TRUNCATE;
  if (rc == 0) {
    struct stat facts;
    if (stat(f->path, &facts) == 0 && facts.st_size > size) remember(s, f, 0, (int)(facts.st_size - size), size);
    rc = f->real->pMethods->xTruncate(f->real, size);
  }
  pthread_mutex_unlock(&guard);
  return rc;
}

static int f_sync(sqlite3_file *file, int flags) {
  File *f = (File *)file;
  pthread_mutex_lock(&guard);
  Scene *s = scene_of(f->path);
  int rc = step(s, SQLITE_IOERR_FSYNC, 1);
  if (rc == -1) rc = SQLITE_IOERR_FSYNC;
  // Below an armed folder the disk is only played: the real one is not waited for.
  if (rc == 0 && s) forget(s, f->path);
  else if (rc == 0) rc = f->real->pMethods->xSync(f->real, flags);
  pthread_mutex_unlock(&guard);
  return rc;
}

static int f_size(sqlite3_file *file, sqlite3_int64 *size) {
  File *f = (File *)file;
  return f->real->pMethods->xFileSize(f->real, size);
}
static int f_lock(sqlite3_file *file, int level) {
  File *f = (File *)file;
  return f->real->pMethods->xLock(f->real, level);
}
static int f_unlock(sqlite3_file *file, int level) {
  File *f = (File *)file;
  return f->real->pMethods->xUnlock(f->real, level);
}
static int f_reserved(sqlite3_file *file, int *out) {
  File *f = (File *)file;
  return f->real->pMethods->xCheckReservedLock(f->real, out);
}
static int f_control(sqlite3_file *file, int op, void *arg) {
  File *f = (File *)file;
  return f->real->pMethods->xFileControl(f->real, op, arg);
}
static int f_sector(sqlite3_file *file) {
  File *f = (File *)file;
  return f->real->pMethods->xSectorSize(f->real);
}
static int f_traits(sqlite3_file *file) {
  File *f = (File *)file;
  return f->real->pMethods->xDeviceCharacteristics(f->real);
}
static int f_map(sqlite3_file *file, int page, int size, int extend, void volatile **out) {
  File *f = (File *)file;
  return f->real->pMethods->xShmMap(f->real, page, size, extend, out);
}
static int f_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
  File *f = (File *)file;
  return f->real->pMethods->xShmLock(f->real, offset, n, flags);
}
static void f_barrier(sqlite3_file *file) {
  File *f = (File *)file;
  f->real->pMethods->xShmBarrier(f->real);
}
static int f_unmap(sqlite3_file *file, int drop) {
  File *f = (File *)file;
  return f->real->pMethods->xShmUnmap(f->real, drop);
}

// Version 2: without memory-mapped reads, which nobody could make fail.
static const sqlite3_io_methods methods = {
  2, f_close, f_read, f_write, f_truncate, f_sync, f_size, f_lock, f_unlock, f_reserved, f_control, f_sector, f_traits,
  f_map, f_shm_lock, f_barrier, f_unmap, 0, 0,
};

// MARK: the file system

static int v_open(sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out) {
  (void)self;
  File *f = (File *)file;
  memset(f, 0, sizeof *f);
  f->real = calloc(1, (size_t)below->szOsFile);
  int rc = below->xOpen(below, name, f->real, flags, out);
  if (rc != SQLITE_OK) {
    if (f->real->pMethods) f->real->pMethods->xClose(f->real);
    free(f->real);
    f->real = 0;
    return rc;
  }
  f->path = name ? strdup(name) : strdup("");
  f->base.pMethods = &methods;
  return SQLITE_OK;
}

static int v_delete(sqlite3_vfs *self, const char *name, int sync) {
  (void)self;
  pthread_mutex_lock(&guard);
  Scene *s = scene_of(name);
  int rc = step(s, SQLITE_IOERR_DELETE, 1);
  if (rc == -1) rc = SQLITE_IOERR_DELETE;
  if (rc == 0) {
    forget(s, name);
    rc = below->xDelete(below, name, sync);
  }
  pthread_mutex_unlock(&guard);
  return rc;
}

static int v_access(sqlite3_vfs *self, const char *name, int flags, int *out) {
  (void)self;
  return below->xAccess(below, name, flags, out);
}
static int v_full(sqlite3_vfs *self, const char *name, int size, char *out) {
  (void)self;
  return below->xFullPathname(below, name, size, out);
}
static void *v_dlopen(sqlite3_vfs *self, const char *name) { (void)self; return below->xDlOpen(below, name); }
static void v_dlerror(sqlite3_vfs *self, int size, char *out) { (void)self; below->xDlError(below, size, out); }
static void (*v_dlsym(sqlite3_vfs *self, void *h, const char *name))(void) {
  (void)self;
  return below->xDlSym(below, h, name);
}
static void v_dlclose(sqlite3_vfs *self, void *h) { (void)self; below->xDlClose(below, h); }
static int v_random(sqlite3_vfs *self, int size, char *out) { (void)self; return below->xRandomness(below, size, out); }
static int v_sleep(sqlite3_vfs *self, int micros) { (void)self; return below->xSleep(below, micros); }
static int v_time(sqlite3_vfs *self, double *out) { (void)self; return below->xCurrentTime(below, out); }
static int v_error(sqlite3_vfs *self, int size, char *out) { (void)self; return below->xGetLastError(below, size, out); }
static int v_time64(sqlite3_vfs *self, sqlite3_int64 *out) { (void)self; return below->xCurrentTimeInt64(below, out); }

int fault_register(void) {
  pthread_mutex_lock(&guard);
  int rc = SQLITE_OK;
  if (!below) {
    below = sqlite3_vfs_find(0);
    memset(&vfs, 0, sizeof vfs);
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(File);
    vfs.mxPathname = below->mxPathname;
    vfs.zName = "fault";
    vfs.xOpen = v_open;
    vfs.xDelete = v_delete;
    vfs.xAccess = v_access;
    vfs.xFullPathname = v_full;
    vfs.xDlOpen = v_dlopen;
    vfs.xDlError = v_dlerror;
    vfs.xDlSym = v_dlsym;
    vfs.xDlClose = v_dlclose;
    vfs.xRandomness = v_random;
    vfs.xSleep = v_sleep;
    vfs.xCurrentTime = v_time;
    vfs.xGetLastError = v_error;
    vfs.xCurrentTimeInt64 = v_time64;
    rc = sqlite3_vfs_register(&vfs, 1);
  }
  pthread_mutex_unlock(&guard);
  return rc;
}

void fault_arm(const char *folder, int kind, long call, int power) {
  pthread_mutex_lock(&guard);
  Scene *s = scene_of(folder);
  if (!s || strcmp(s->folder, folder) != 0) {
    s = calloc(1, sizeof *s);
    s->folder = strdup(folder);
    s->next = scenes;
    scenes = s;
  }
  forget(s, 0);
  s->kind = kind;
  s->call = call;
  s->calls = 0;
  s->power = power;
  pthread_mutex_unlock(&guard);
}

long fault_calls(const char *folder) {
  pthread_mutex_lock(&guard);
  Scene *s = scene_of(folder);
  long calls = s ? s->calls : 0;
  pthread_mutex_unlock(&guard);
  return calls;
}

static unsigned long long draw(unsigned long long *state) {
  unsigned long long z = (*state += 0x9e3779b97f4a7c15ull);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

static void undo(Change *c) {
  int fd = open(c->path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  if (c->known > 0 && pwrite(fd, c->before, (size_t)c->known, c->offset) != c->known) abort();
  if (ftruncate(fd, c->was) != 0) abort();
  close(fd);
}

static void redo(Change *c) {
  int fd = open(c->path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  if (c->size < 0 && ftruncate(fd, c->offset) != 0) abort();
  if (c->size > 0 && pwrite(fd, c->after, (size_t)c->size, c->offset) != c->size) abort();
  close(fd);
}

void fault_cut_power(const char *folder, unsigned long long seed) {
  pthread_mutex_lock(&guard);
  Scene *s = scene_of(folder);
  // All are taken back, newest first, which turns the list round; then the lucky ones are made again in their order.
  Change *oldest = 0;
  for (Change *c = s ? s->changes : 0; c;) {
    Change *earlier = c->earlier;
    undo(c);
    c->earlier = oldest;
    oldest = c;
    c = earlier;
  }
  if (s) s->changes = 0;
  while (oldest) {
    Change *newer = oldest->earlier;
    if (seed != 0 && (draw(&seed) & 1)) redo(oldest);
    drop(oldest);
    oldest = newer;
  }
  pthread_mutex_unlock(&guard);
}

void fault_disarm(const char *folder) {
  pthread_mutex_lock(&guard);
  for (Scene **p = &scenes; *p;) {
    Scene *s = *p;
    if (strcmp(s->folder, folder) == 0) {
      forget(s, 0);
      *p = s->next;
      free(s->folder);
      free(s);
    } else {
      p = &s->next;
    }
  }
  pthread_mutex_unlock(&guard);
}
