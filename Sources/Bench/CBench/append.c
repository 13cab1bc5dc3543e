#include "cbench.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { columns = 13, head_columns = 9 };

typedef struct {
  sqlite3_value *values[columns];
} entry_row;

struct cbench_append {
  sqlite3 *db;
  sqlite3_stmt *begin, *insert, *head, *commit;
  sqlite3_value *incarnation[head_columns];
  entry_row *rows;
  int count, next;
};

static int run(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK; }

/// The settings of the journal's writer (`Opening.setUp`).
static int set_up(sqlite3 *db) {
  return run(db, "PRAGMA journal_mode = WAL") && run(db, "PRAGMA synchronous = FULL")
         && run(db, "PRAGMA secure_delete = ON") && run(db, "PRAGMA foreign_keys = ON")
         && run(db, "PRAGMA temp_store = MEMORY") && run(db, "PRAGMA mmap_size = 0")
         && run(db, "PRAGMA cache_size = -8192") && run(db, "PRAGMA journal_size_limit = 8388608");
}

/// Makes the same tables, indexes and triggers, in the order in which they were made.
static int copy_schema(sqlite3 *from, sqlite3 *to) {
  sqlite3_stmt *query;
  const char *sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
  if (sqlite3_prepare_v2(from, sql, -1, &query, NULL) != SQLITE_OK) return 0;
  int is_good = 1;
  while (is_good && sqlite3_step(query) == SQLITE_ROW) is_good = run(to, (const char *)sqlite3_column_text(query, 0));
  sqlite3_finalize(query);
  return is_good;
}

/// Copies what entries refer to, and one run of days: the journal begins one a day.
static int copy_parents(sqlite3 *db, const char *source) {
  sqlite3_stmt *attach;
  if (sqlite3_prepare_v2(db, "ATTACH ? AS source", -1, &attach, NULL) != SQLITE_OK) return 0;
  sqlite3_bind_text(attach, 1, source, -1, SQLITE_STATIC);
  int is_good = sqlite3_step(attach) == SQLITE_DONE;
  sqlite3_finalize(attach);
  return is_good && run(db, "INSERT INTO main.incarnation SELECT * FROM source.incarnation")
         && run(db, "INSERT INTO main.facet SELECT * FROM source.facet") && run(db, "DETACH source");
}

static int hold_rows(cbench_append *bench, sqlite3 *from, int count) {
  sqlite3_stmt *query;
  const char *sql = "SELECT * FROM (SELECT * FROM entry ORDER BY row DESC LIMIT ?) ORDER BY row";
  if (sqlite3_prepare_v2(from, sql, -1, &query, NULL) != SQLITE_OK) return 0;
  sqlite3_bind_int(query, 1, count);
  bench->rows = calloc((size_t)count, sizeof(entry_row));
  while (bench->count < count && sqlite3_step(query) == SQLITE_ROW) {
    for (int i = 0; i < columns; i++) {
      bench->rows[bench->count].values[i] = sqlite3_value_dup(sqlite3_column_value(query, i));
    }
    bench->count++;
  }
  sqlite3_finalize(query);
  const char *newest = "SELECT * FROM incarnation ORDER BY id DESC LIMIT 1";
  if (sqlite3_prepare_v2(from, newest, -1, &query, NULL) != SQLITE_OK) return 0;
  int is_good = sqlite3_step(query) == SQLITE_ROW;
  for (int i = 0; is_good && i < head_columns; i++) {
    bench->incarnation[i] = sqlite3_value_dup(sqlite3_column_value(query, i));
  }
  sqlite3_finalize(query);
  return is_good;
}

static int prepare(cbench_append *bench) {
  sqlite3 *db = bench->db;
  const char *head = "UPDATE incarnation SET sequence = ?, hash = ?, signature = ?, seal = ? WHERE id = ?";
  return sqlite3_prepare_v2(db, "BEGIN IMMEDIATE", -1, &bench->begin, NULL) == SQLITE_OK
         && sqlite3_prepare_v2(db, "COMMIT", -1, &bench->commit, NULL) == SQLITE_OK
         && sqlite3_prepare_v2(
                db, "INSERT INTO entry VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)", -1, &bench->insert, NULL)
                == SQLITE_OK
         && sqlite3_prepare_v2(db, head, -1, &bench->head, NULL) == SQLITE_OK;
}

cbench_append *cbench_append_open(const char *source, const char *target, int count) {
  cbench_append *bench = calloc(1, sizeof *bench);
  sqlite3 *from = NULL;
  int is_good = sqlite3_open_v2(source, &from, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
                && sqlite3_open(target, &bench->db) == SQLITE_OK && set_up(bench->db)
                && copy_schema(from, bench->db) && copy_parents(bench->db, source) && hold_rows(bench, from, count)
                && prepare(bench);
  sqlite3_close(from);
  if (is_good) return bench;
  cbench_append_close(bench);
  return NULL;
}

int cbench_append_count(const cbench_append *bench) { return bench->count; }

static int step(sqlite3_stmt *statement) {
  int is_good = sqlite3_step(statement) == SQLITE_DONE;
  return sqlite3_reset(statement) == SQLITE_OK && is_good;
}

static int append(cbench_append *bench) {
  entry_row *row = &bench->rows[bench->next++];
  for (int i = 0; i < columns; i++) sqlite3_bind_value(bench->insert, i + 1, row->values[i]);
  return step(bench->insert);
}

static int sign(cbench_append *bench) {
  entry_row *last = &bench->rows[bench->next - 1];
  sqlite3_bind_value(bench->head, 1, last->values[2]);
  sqlite3_bind_value(bench->head, 2, last->values[11]);
  sqlite3_bind_value(bench->head, 3, bench->incarnation[7]);
  sqlite3_bind_value(bench->head, 4, bench->incarnation[8]);
  sqlite3_bind_value(bench->head, 5, bench->incarnation[0]);
  return step(bench->head);
}

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int64_t cbench_append_run(cbench_append *bench, int transactions, int size) {
  if (bench->next + transactions * size > bench->count) return -1;
  int64_t start = nanoseconds();
  for (int t = 0; t < transactions; t++) {
    if (!step(bench->begin)) return -1;
    for (int i = 0; i < size; i++) {
      if (!append(bench)) return -1;
    }
    if (!sign(bench) || !step(bench->commit)) return -1;
  }
  return nanoseconds() - start;
}

int cbench_append_mean_bytes(const cbench_append *bench) {
  int64_t sum = 0;
  for (int i = 0; i < bench->count; i++) sum += sqlite3_value_bytes(bench->rows[i].values[12]);
  return bench->count ? (int)(sum / bench->count) : 0;
}

void cbench_append_close(cbench_append *bench) {
  if (!bench) return;
  sqlite3_finalize(bench->begin);
  sqlite3_finalize(bench->insert);
  sqlite3_finalize(bench->head);
  sqlite3_finalize(bench->commit);
  sqlite3_close(bench->db);
  for (int i = 0; i < bench->count; i++) {
    for (int j = 0; j < columns; j++) sqlite3_value_free(bench->rows[i].values[j]);
  }
  for (int i = 0; i < head_columns; i++) sqlite3_value_free(bench->incarnation[i]);
  free(bench->rows);
  free(bench);
}
