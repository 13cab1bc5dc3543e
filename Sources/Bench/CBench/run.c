#define _GNU_SOURCE
#include "cbench.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int cbench_run(char *const *words, char *const *environment, const char *output, cbench_run_result *result) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t process = -1;
  int64_t start = nanoseconds();
  int is_good = posix_spawn(&process, words[0], &actions, NULL, words, environment) == 0;
  posix_spawn_file_actions_destroy(&actions);
  if (!is_good) return -1;
  int status = 0;
  struct rusage usage;
  if (wait4(process, &status, 0, &usage) != process) return -1;
  result->nanoseconds = nanoseconds() - start;
  result->peak_kilobytes = usage.ru_maxrss;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
