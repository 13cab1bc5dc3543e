#include <sys/prctl.h>

// Swift cannot call functions with open argument lists.

static inline int process_set_dumpable(int value) { return prctl(PR_SET_DUMPABLE, value, 0, 0, 0); }

// Declared here, because a header that this one included would become the only one that Swift knows its types from.

extern int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);
extern int mlockall(int flags);

static inline int file_exchange_names(const char *a, const char *b) {
  enum { current_folder = -100, exchange = 2 };
  return renameat2(current_folder, a, current_folder, b, exchange);
}

// Pages are locked when they are first used, so that what is only mapped costs nothing.
static inline int process_lock_memory(void) {
  enum { current = 1, future = 2, on_fault = 4 };
  return mlockall(current | future | on_fault);
}
