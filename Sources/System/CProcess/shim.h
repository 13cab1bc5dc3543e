#include <sys/prctl.h>

// Swift cannot call functions with open argument lists.

static inline int process_set_dumpable(int value) { return prctl(PR_SET_DUMPABLE, value, 0, 0, 0); }
