// A SQLite file system that fails on purpose, for tests.
//
// It passes everything on to the one that was the default before it. For files below one armed folder it counts what
// would change the disk (write, sync, truncate, delete), and from a chosen count on it does one of the following.
#ifndef CFAULTVFS_H
#define CFAULTVFS_H

#ifdef __cplusplus
extern "C" {
#endif

enum {
  // Nothing is wrong; calls are only counted.
  FAULT_NONE = 0,
  // The chosen call fails as by a broken disk, later ones work again.
  FAULT_IO_ONCE = 1,
  // The chosen call and every later one fail as by a broken disk.
  FAULT_IO_FOREVER = 2,
  // The chosen call finds no space, later ones work again.
  FAULT_FULL_ONCE = 3,
  // The chosen call and every later one find no space; deleting works.
  FAULT_FULL_FOREVER = 4,
  // The process "dies" before the chosen call: nothing reaches the disk from then on, also no read.
  FAULT_DEATH = 5,
  // The chosen write puts half of its bytes on the disk; then the process "dies".
  FAULT_TORN_DEATH = 6,
  // The process really ends before the chosen call, by _exit(9).
  FAULT_EXIT = 7
};

// Puts the file system in front of SQLite's default one; once for the process. Returns SQLite's result code.
int fault_register(void);

// Arms one folder (a prefix of full paths), or replaces what was armed for it. `call` counts from 1. With `power` not
// 0, writes are remembered until they are synced, for fault_cut_power().
void fault_arm(const char *folder, int kind, long call, int power);

// How many counted calls there were below the folder since it was armed.
long fault_calls(const char *folder);

// What a power cut leaves: of the writes below the folder that were not synced, each is undone or kept, by chance of
// `seed`; 0 undoes all. Call it when the database is closed or dead.
void fault_cut_power(const char *folder, unsigned long long seed);

// Forgets a folder.
void fault_disarm(const char *folder);

#ifdef __cplusplus
}
#endif
#endif
