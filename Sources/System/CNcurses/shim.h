// What Swift does not import from ncurses by itself: mutable globals, macros that compute, and function-like macros.
#ifndef TIEPSUC_CNCURSES_H
#define TIEPSUC_CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>

// term.h defines each capability as a macro with an everyday name (`bell`, `columns`, `lines`, `tab` …); Swift ignores
// macros of that shape, and the C helpers below do not use such names.

static inline SCREEN *curses_newterm_on_standard_streams(void) { return newterm(NULL, stdout, stdin); }
static inline WINDOW *curses_screen_window(void) { return stdscr; }
static inline WINDOW *curses_physical_screen(void) { return curscr; }
static inline int curses_colours(void) { return COLORS; }
static inline int curses_colour_pairs(void) { return COLOR_PAIRS; }

static inline attr_t curses_bold(void) { return A_BOLD; }
static inline attr_t curses_reverse(void) { return A_REVERSE; }
static inline attr_t curses_underline(void) { return A_UNDERLINE; }

static inline mmask_t curses_left_press(void) { return BUTTON1_PRESSED; }
static inline mmask_t curses_left_click(void) { return BUTTON1_CLICKED; }
static inline mmask_t curses_left_double_click(void) { return BUTTON1_DOUBLE_CLICKED; }
static inline mmask_t curses_left_triple_click(void) { return BUTTON1_TRIPLE_CLICKED; }
static inline mmask_t curses_wheel_up(void) { return BUTTON4_PRESSED; }
static inline mmask_t curses_wheel_down(void) { return BUTTON5_PRESSED; }

#endif
