// What the bench needs of C: programs on a pseudo-terminal or to their end, and bare loops that write a journal's or a
// hub's rows on the settings of their own writers.
#ifndef TIEPSUC_CBENCH_H
#define TIEPSUC_CBENCH_H

#include <stdint.h>

/// Starts a program on a new pseudo-terminal of that size; the lists end with NULL, the first word is the path. Returns
/// the process, and in `master` the end to read and write; -1 where that fails.
int cbench_spawn(char *const *words, char *const *environment, int columns, int rows, int *master);

/// Lets lines appear as they are printed, also in a pipe. (Swift takes `stdout` for a variable that is not safe.)
void cbench_print_by_lines(void);

/// A new database with the tables, indexes and triggers of an existing one, and the last rows of its `entry` in memory.
typedef struct cbench_append cbench_append;

/// Opens `target` anew with the schema of `source`, and holds the newest `count` entries of it. NULL where that fails.
cbench_append *cbench_append_open(const char *source, const char *target, int count);

/// How many entries are held.
int cbench_append_count(const cbench_append *bench);

/// Appends the next `transactions * size` of the held entries, `size` in each transaction, with one update of the
/// signed head in each. Returns nanoseconds, or -1.
int64_t cbench_append_run(cbench_append *bench, int transactions, int size);

/// Mean bytes of an entry's JSON.
int cbench_append_mean_bytes(const cbench_append *bench);

/// Closes it.
void cbench_append_close(cbench_append *bench);

/// A new database with the hub's tables and indexes, and the rows of an existing hub's `entry` in memory.
typedef struct cbench_ingest cbench_ingest;

/// Opens `target` anew with the schema of `source`, and holds at most so many entries of it. NULL where that fails.
cbench_ingest *cbench_ingest_open(const char *source, const char *target, int most);

/// How many entries are held.
int cbench_ingest_count(const cbench_ingest *bench);

/// Inserts all held entries, `size` in each transaction. Returns nanoseconds, or -1.
int64_t cbench_ingest_run(cbench_ingest *bench, int size);

/// Closes it.
void cbench_ingest_close(cbench_ingest *bench);

/// What a program took.
typedef struct {
  int64_t nanoseconds;
  /// 0 unless it was watched.
  int64_t peak_kilobytes;
} cbench_run_result;

/// Runs a program to its end, its output in a file; the lists end with NULL, the first word is the path. Returns its exit
/// code, 128 and the signal that ended it, or -1 where it did not start. Where it is watched, its memory is looked at every
/// other millisecond.
int cbench_run(
    char *const *words, char *const *environment, const char *output, int is_watched, cbench_run_result *result);

/// Starts a program that goes on; its standard error is dropped. Returns the process, and in `output` the end of its
/// standard output to read and close; -1 where that fails.
int cbench_start(char *const *words, char *const *environment, int *output);

/// Asks a program to end, and ends it where it has not after so many seconds.
void cbench_stop(int process, int seconds);

#endif
