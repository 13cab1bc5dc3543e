// openpt and its kin are hidden from Swift, which does not ask for them when it reads the system's headers.
#define _GNU_SOURCE
#include "cbench.h"
#include "start.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static pid_t spawn(char *const *words, char *const *environment, const char *terminal) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, 0, 1);
  posix_spawn_file_actions_adddup2(&actions, 0, 2);
  // A leader of a new session that opens a terminal gets it as its own.
  pid_t process = cbench_process(words, environment, &actions, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

int cbench_spawn(char *const *words, char *const *environment, int columns, int rows, int *master) {
  *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (*master < 0) return -1;
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  char name[128];
  pid_t process = -1;
  if (grantpt(*master) == 0 && unlockpt(*master) == 0 && ptsname_r(*master, name, sizeof name) == 0
      && ioctl(*master, TIOCSWINSZ, &size) == 0) {
    process = spawn(words, environment, name);
  }
  if (process < 0) close(*master);
  return process;
}
