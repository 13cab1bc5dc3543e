// The part of the terminal that must be C: what runs inside signal handlers.
//
// Handlers only write one byte to a pipe, except those for crashes, which first put the terminal back. There is one
// terminal a process, so the state is static.
#ifndef TIEPSUC_CTERMINAL_H
#define TIEPSUC_CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Remembers how the terminal behaves now (its termios). Returns false where `descriptor` is no terminal.
bool terminal_remember(int descriptor);

/// Sets the bytes that put the terminal's screen back, sent after a crash; at most 256 are kept.
void terminal_set_farewell(const uint8_t *bytes, size_t count);

/// Says whether the screen is ours: only then do a crash and `exit` put it back.
void terminal_set_active(bool active);

/// Puts the terminal back if it is ours: the farewell bytes, then the remembered termios. Safe in a signal handler.
void terminal_restore(void);

/// Catches SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP and SIGCONT, and the signals of crashes.
/// Returns the descriptor from which the numbers of the signals that came can be read, a byte each, or -1.
int terminal_catch_signals(void);

/// Puts back the handlers that stood before `terminal_catch_signals`. The pipe stays for the next time.
void terminal_release_signals(void);

/// Stops the process group as Ctrl-Z does and returns when this process goes on; at once where nobody could wake it.
void terminal_stop(void);

/// The size of the terminal in cells; false where it is unknown.
bool terminal_size(int descriptor, int *columns, int *rows);

/// How many bytes of input have arrived, or -1 where the terminal is gone.
int terminal_arrived(int descriptor);

/// Bytes of a map with a bit for each letter of Unicode's basic plane, lowest first.
enum { terminal_font_map_bytes = 8192 };

/// Fills the map with the letters that the font of a Linux console has; false where it is no console.
bool terminal_console_font(int descriptor, uint8_t *map);

/// How many columns the C library gives a letter; -1 where it does not know it.
int terminal_letter_width(uint32_t letter);

/// The name of the character encoding in use, once the locale of the environment was taken.
const char *terminal_take_locale(void);

#endif
