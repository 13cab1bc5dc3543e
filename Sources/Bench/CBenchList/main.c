// The peer of the journal list: the list that one writes first in C. Every key erases the window and draws all rows in
// view again; ncurses finds out what changed. `CBenchList FILE` shows the lines of a file; `q` leaves.
#include <locale.h>
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_rows = 100000 };
static char *rows[most_rows];
static int count;

static void load(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) exit(1);
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while (count < most_rows && (length = getline(&line, &room, file)) >= 0) {
    if (length > 0 && line[length - 1] == '\n') line[length - 1] = 0;
    rows[count++] = strdup(line);
  }
  free(line);
  fclose(file);
}

static void bar(int row, int pair, const char *text) {
  attrset(COLOR_PAIR(pair));
  mvhline(row, 0, ' ', COLS);
  mvaddstr(row, 1, text);
}

static void draw(int selection, int top, int visible) {
  erase();
  bar(0, 1, "Journal");
  for (int line = 0; line < visible && top + line < count; line++) {
    int is_selected = top + line == selection;
    attrset(is_selected ? COLOR_PAIR(2) | A_BOLD : COLOR_PAIR(3));
    mvhline(3 + line, 1, ' ', COLS - 2);
    mvaddstr(3 + line, 1, is_selected ? ">" : " ");
    if (line < 9) mvprintw(3 + line, 3, "%d", line + 1);
    mvaddstr(3 + line, 5, rows[top + line]);
  }
  bar(LINES - 1, 3, "Enter Open  / Search  q Quit");
  refresh();
}

int main(int argc, char **argv) {
  setlocale(LC_ALL, "");
  if (argc < 2) return 1;
  load(argv[1]);
  initscr();
  start_color();
  use_default_colors();
  init_pair(1, 231, 24);
  init_pair(2, 16, 117);
  init_pair(3, 7, 0);
  cbreak();
  noecho();
  nonl();
  curs_set(0);
  keypad(stdscr, TRUE);
  int selection = 0, top = 0;
  for (;;) {
    int visible = LINES - 5;
    if (selection < top) top = selection;
    if (selection >= top + visible) top = selection - visible + 1;
    draw(selection, top, visible);
    int key = getch();
    if (key == 'q' || key == ERR) break;
    if (key == KEY_DOWN && selection + 1 < count) selection++;
    if (key == KEY_UP && selection > 0) selection--;
  }
  endwin();
  return 0;
}
