#ifndef TIEPSUC_CBENCH_START_H
#define TIEPSUC_CBENCH_START_H

#include <spawn.h>
#include <sys/types.h>

/// Starts a program, with these flags of its own; it takes signals as one that a shell starts, whatever the threads of this
/// process do with them: they block some, and what they start would be deaf to them, too. Returns the process; -1 where that
/// fails.
pid_t cbench_process(
    char *const *words, char *const *environment, const posix_spawn_file_actions_t *actions, short flags);

#endif
