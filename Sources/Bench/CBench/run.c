#define _GNU_SOURCE
#include "cbench.h"
#include "start.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

pid_t cbench_process(
    char *const *words, char *const *environment, const posix_spawn_file_actions_t *actions, short flags) {
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | flags);
  pid_t process = -1;
  if (posix_spawn(&process, words[0], actions, &attributes, words, environment) != 0) process = -1;
  posix_spawnattr_destroy(&attributes);
  return process;
}

/// The most memory that a program had since it began; `ru_maxrss` would also count what this one had when it started it.
static int64_t peak_kilobytes(pid_t process) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/%d/status", process);
  FILE *file = fopen(path, "re");
  int64_t peak = 0;
  while (file && fgets(line, sizeof line, file)) {
    if (strncmp(line, "VmHWM:", 6) == 0) peak = atoll(line + 6);
  }
  if (file) fclose(file);
  return peak;
}

int cbench_run(
    char *const *words, char *const *environment, const char *output, int is_watched, cbench_run_result *result) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  int64_t began = nanoseconds();
  pid_t process = cbench_process(words, environment, &actions, 0);
  posix_spawn_file_actions_destroy(&actions);
  if (process < 0) return -1;
  int status = 0;
  pid_t ended = 0;
  while ((ended = waitpid(process, &status, is_watched ? WNOHANG : 0)) == 0) {
    int64_t peak = peak_kilobytes(process);
    if (peak > result->peak_kilobytes) result->peak_kilobytes = peak;
    usleep(2000);
  }
  if (ended != process) return -1;
  result->nanoseconds = nanoseconds() - began;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int cbench_start(char *const *words, char *const *environment, int *output) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t process = cbench_process(words, environment, &actions, 0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (process < 0) close(ends[0]);
  *output = ends[0];
  return process;
}

void cbench_stop(int process, int seconds) {
  kill(process, SIGTERM);
  for (int i = 0; i < seconds * 50; i++) {
    if (waitpid(process, NULL, WNOHANG) != 0) return;
    usleep(20000);
  }
  kill(process, SIGKILL);
  waitpid(process, NULL, 0);
}
