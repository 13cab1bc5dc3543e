// Starting a program on a pseudo-terminal of its own: what happens between fork and exec cannot be Swift.
#ifndef TIEPSUC_CPTY_H
#define TIEPSUC_CPTY_H

#include <stdbool.h>
#include <sys/types.h>

/// Starts a program on a new pseudo-terminal. Returns its process, or -1; `master` becomes our end of the terminal.
pid_t pty_start(const char *path, char *const arguments[], char *const environment[], int columns, int rows,
                int *master);

/// Tells the terminal, and through it the program, its new size.
void pty_resize(int master, int columns, int rows);

/// Whether lines are edited and echoed by the terminal, as a shell expects it to be.
bool pty_is_sane(int master);

/// Whether the process ended; then `code` is its exit code or -1, and `number` the signal that ended it or 0.
bool pty_ended(pid_t process, int *code, int *number);

/// The file from which this code was loaded: the test bundle.
const char *pty_image(void);

#endif
