#include "cbench.h"

#include <stdio.h>

void cbench_print_by_lines(void) { setvbuf(stdout, NULL, _IOLBF, 0); }
