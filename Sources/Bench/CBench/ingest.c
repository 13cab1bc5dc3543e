#include "cbench.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <time.h>

enum { most_columns = 16 };

typedef struct {
  sqlite3_value *values[most_columns];
} ingest_row;

struct cbench_ingest {
  sqlite3 *db;
  sqlite3_stmt *begin, *insert, *commit;
  ingest_row *rows;
  int columns, count, next;
};

static int run(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK; }

/// The settings of the hub's writer (`SQLiteHubStore.setUp`).
static int set_up(sqlite3 *db) {
  return run(db, "PRAGMA journal_mode = WAL") && run(db, "PRAGMA synchronous = FULL")
         && run(db, "PRAGMA secure_delete = ON") && run(db, "PRAGMA foreign_keys = ON")
         && run(db, "PRAGMA temp_store = MEMORY") && run(db, "PRAGMA mmap_size = 0")
         && run(db, "PRAGMA cache_size = -16384") && run(db, "PRAGMA journal_size_limit = 8388608");
}

static int copy_schema(sqlite3 *from, sqlite3 *to) {
  sqlite3_stmt *query;
  const char *sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
  if (sqlite3_prepare_v2(from, sql, -1, &query, NULL) != SQLITE_OK) return 0;
  int is_good = 1;
  while (is_good && sqlite3_step(query) == SQLITE_ROW) is_good = run(to, (const char *)sqlite3_column_text(query, 0));
  sqlite3_finalize(query);
  return is_good;
}

static int hold_rows(cbench_ingest *bench, sqlite3 *from, int most) {
  sqlite3_stmt *query;
  if (sqlite3_prepare_v2(from, "SELECT * FROM entry ORDER BY place", -1, &query, NULL) != SQLITE_OK) return 0;
  bench->columns = sqlite3_column_count(query);
  bench->rows = calloc((size_t)most, sizeof(ingest_row));
  int is_good = bench->columns <= most_columns && bench->rows;
  while (is_good && bench->count < most && sqlite3_step(query) == SQLITE_ROW) {
    for (int i = 0; i < bench->columns; i++) {
      bench->rows[bench->count].values[i] = sqlite3_value_dup(sqlite3_column_value(query, i));
    }
    bench->count++;
  }
  sqlite3_finalize(query);
  return is_good;
}

static int prepare(cbench_ingest *bench) {
  char sql[128] = "INSERT INTO entry VALUES(?";
  size_t end = 26;
  for (int i = 1; i < bench->columns; i++) {
    sql[end++] = ',';
    sql[end++] = '?';
  }
  sql[end++] = ')';
  sql[end] = 0;
  return sqlite3_prepare_v2(bench->db, "BEGIN IMMEDIATE", -1, &bench->begin, NULL) == SQLITE_OK
         && sqlite3_prepare_v2(bench->db, "COMMIT", -1, &bench->commit, NULL) == SQLITE_OK
         && sqlite3_prepare_v2(bench->db, sql, -1, &bench->insert, NULL) == SQLITE_OK;
}

cbench_ingest *cbench_ingest_open(const char *source, const char *target, int most) {
  cbench_ingest *bench = calloc(1, sizeof *bench);
  sqlite3 *from = NULL;
  int is_good = bench && sqlite3_open_v2(source, &from, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
                && sqlite3_open(target, &bench->db) == SQLITE_OK && set_up(bench->db)
                && copy_schema(from, bench->db) && hold_rows(bench, from, most) && prepare(bench);
  sqlite3_close(from);
  if (is_good) return bench;
  cbench_ingest_close(bench);
  return NULL;
}

int cbench_ingest_count(const cbench_ingest *bench) { return bench->count; }

static int step(sqlite3_stmt *statement) {
  int is_good = sqlite3_step(statement) == SQLITE_DONE;
  return sqlite3_reset(statement) == SQLITE_OK && is_good;
}

static int insert(cbench_ingest *bench) {
  ingest_row *row = &bench->rows[bench->next++];
  for (int i = 0; i < bench->columns; i++) sqlite3_bind_value(bench->insert, i + 1, row->values[i]);
  return step(bench->insert);
}

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int64_t cbench_ingest_run(cbench_ingest *bench, int size) {
  int64_t start = nanoseconds();
  while (bench->next < bench->count) {
    if (!step(bench->begin)) return -1;
    for (int i = 0; i < size && bench->next < bench->count; i++) {
      if (!insert(bench)) return -1;
    }
    if (!step(bench->commit)) return -1;
  }
  return nanoseconds() - start;
}

void cbench_ingest_close(cbench_ingest *bench) {
  if (!bench) return;
  sqlite3_finalize(bench->begin);
  sqlite3_finalize(bench->insert);
  sqlite3_finalize(bench->commit);
  sqlite3_close(bench->db);
  for (int i = 0; i < bench->count; i++) {
    for (int j = 0; j < bench->columns; j++) sqlite3_value_free(bench->rows[i].values[j]);
  }
  free(bench->rows);
  free(bench);
}
