#define _GNU_SOURCE
#include "CPty.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void become(const char *slave, const char *path, char *const arguments[], char *const environment[]) {
  setsid();
  int terminal = open(slave, O_RDWR);
  ioctl(terminal, TIOCSCTTY, 0);
  for (int i = 0; i < 3; i++) dup2(terminal, i);
  if (terminal > 2) close(terminal);
  // Test runners block or ignore signals, which exec would pass on.
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(path, arguments, environment);
  _exit(127);
}

pid_t pty_start(const char *path, char *const arguments[], char *const environment[], int columns, int rows,
                int *master) {
  // Not forkpty: its end would be inherited by programs that other tests start at the same moment.
  int end = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  char slave[64];
  if (end < 0 || grantpt(end) != 0 || unlockpt(end) != 0 || ptsname_r(end, slave, sizeof slave) != 0) return -1;
  pty_resize(end, columns, rows);
  pid_t process = fork();
  if (process == 0) become(slave, path, arguments, environment);
  fcntl(end, F_SETFL, O_NONBLOCK);
  *master = end;
  return process;
}

void pty_resize(int master, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  ioctl(master, TIOCSWINSZ, &size);
}

bool pty_is_sane(int master) {
  struct termios mode;
  if (tcgetattr(master, &mode) != 0) return false;
  return (mode.c_lflag & ICANON) && (mode.c_lflag & ECHO) && (mode.c_lflag & ISIG) && (mode.c_iflag & ICRNL)
         && (mode.c_oflag & OPOST);
}

bool pty_ended(pid_t process, int *code, int *number) {
  int status = 0;
  if (waitpid(process, &status, WNOHANG) != process) return false;
  *code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  *number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return true;
}

const char *pty_image(void) {
  Dl_info info;
  return dladdr((void *)pty_image, &info) ? info.dli_fname : "";
}
