#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <linux/kd.h>
#include <locale.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static int terminal_descriptor = -1;
static struct termios remembered;
static uint8_t farewell[256];
static volatile sig_atomic_t farewell_count;
static atomic_bool active;

bool terminal_remember(int descriptor) {
  if (tcgetattr(descriptor, &remembered) != 0) return false;
  terminal_descriptor = descriptor;
  return true;
}

void terminal_set_farewell(const uint8_t *bytes, size_t count) {
  farewell_count = 0;
  if (count > sizeof farewell) count = sizeof farewell;
  memcpy(farewell, bytes, count);
  farewell_count = (sig_atomic_t)count;
}

static void restore_at_exit(void) { terminal_restore(); }

void terminal_set_active(bool value) {
  static bool registered;
  if (value && !registered) registered = atexit(restore_at_exit) == 0;
  atomic_store(&active, value);
}

void terminal_restore(void) {
  if (!atomic_exchange(&active, false)) return;
  size_t sent = 0;
  while (sent < (size_t)farewell_count) {
    ssize_t n = write(terminal_descriptor, farewell + sent, (size_t)farewell_count - sent);
    if (n <= 0) break;
    sent += (size_t)n;
  }
  // A program stopped in the background must not be stopped again by setting the terminal.
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &block, &before);
  tcsetattr(terminal_descriptor, TCSANOW, &remembered);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

// Signals that the loop reads from the pipe.

static int pipe_ends[2] = {-1, -1};
static const int watched[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE};
enum { watched_count = sizeof watched / sizeof *watched, crash_count = sizeof crashes / sizeof *crashes };
static struct sigaction watched_before[watched_count];
static struct sigaction crashes_before[crash_count];
static sigset_t mask_before;
static bool caught;
// Swift's backtracer prints what was in memory, perhaps about a person, and waits half a minute for an answer: it gets
// its turn only where a developer asked for it.
static bool traces_crashes;

static void report(int number) {
  int saved = errno;
  uint8_t byte = (uint8_t)number;
  // A full pipe means that the loop has enough to read; nothing is lost that matters.
  ssize_t ignored = write(pipe_ends[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

static void crash(int number) {
  terminal_restore();
  struct sigaction next = {.sa_handler = SIG_DFL};
  for (int i = 0; i < crash_count && traces_crashes; i++)
    if (crashes[i] == number && crashes_before[i].sa_handler != SIG_IGN) next = crashes_before[i];
  sigaction(number, &next, NULL);
  // Blocked until this handler returns, then it strikes.
  raise(number);
}

static bool open_pipe(void) {
  if (pipe_ends[0] >= 0) return true;
  return pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) == 0;
}

static void catch_crashes(void) {
  // A stack overflow leaves no stack for the handler.
  static _Alignas(16) uint8_t stack[64 * 1024];
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
  }
  struct sigaction action = {.sa_handler = crash, .sa_flags = SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &action, &crashes_before[i]);
}

int terminal_catch_signals(void) {
  if (!open_pipe()) return -1;
  uint8_t stale[64];
  while (read(pipe_ends[0], stale, sizeof stale) > 0) {}
  if (caught) return pipe_ends[0];
  struct sigaction action = {.sa_handler = report, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < watched_count; i++) {
    sigaction(watched[i], &action, &watched_before[i]);
    // `nohup` and its like asked that hanging up be ignored; that wish stands.
    if (watched[i] == SIGHUP && watched_before[i].sa_handler == SIG_IGN) sigaction(SIGHUP, &watched_before[i], NULL);
  }
  // Whoever started the program may have blocked signals in the thread that did: it must hear them all the same.
  sigset_t all;
  sigemptyset(&all);
  for (int i = 0; i < watched_count; i++) sigaddset(&all, watched[i]);
  pthread_sigmask(SIG_UNBLOCK, &all, &mask_before);
  traces_crashes = getenv("SWIFT_BACKTRACE") != NULL;
  catch_crashes();
  caught = true;
  return pipe_ends[0];
}

void terminal_release_signals(void) {
  if (!caught) return;
  for (int i = 0; i < watched_count; i++) sigaction(watched[i], &watched_before[i], NULL);
  for (int i = 0; i < crash_count; i++) sigaction(crashes[i], &crashes_before[i], NULL);
  pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
  caught = false;
}

void terminal_stop(void) {
  struct sigaction before, ignore = {.sa_handler = SIG_IGN}, standard = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, &ignore, &before);
  // The whole group, as the terminal itself would: else a shell script around us never gives the prompt back.
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &standard, NULL);
  // To this very thread, so that the next line runs only after the stop.
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}

bool terminal_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

int terminal_arrived(int descriptor) {
  int count = 0;
  return ioctl(descriptor, FIONREAD, &count) == 0 ? count : -1;
}

bool terminal_console_font(int descriptor, uint8_t *map) {
  enum { limit = 65535 };
  struct unipair *pairs = calloc(limit, sizeof *pairs);
  if (!pairs) return false;
  struct unimapdesc known = {.entry_ct = limit, .entries = pairs};
  bool is_known = ioctl(descriptor, GIO_UNIMAP, &known) == 0;
  if (is_known) {
    memset(map, 0, terminal_font_map_bytes);
    for (size_t i = 0; i < known.entry_ct; i++) map[pairs[i].unicode >> 3] |= (uint8_t)(1u << (pairs[i].unicode & 7));
  }
  free(pairs);
  return is_known;
}

int terminal_letter_width(uint32_t letter) { return wcwidth((wchar_t)letter); }

const char *terminal_take_locale(void) {
  // Only how text is encoded: a decimal comma from the environment must not reach anything that prints numbers.
  if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return "UTF-8";
  setlocale(LC_CTYPE, "C.UTF-8");
  return nl_langinfo(CODESET);
}
