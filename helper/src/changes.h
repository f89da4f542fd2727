/*
 * What was changed for whom, with the exact value from before. The table lives in a file of the runtime directory, which
 * only root can reach: a helper that is killed finds it when it starts again, and gives everything back. A row is
 * written before its lever is pulled. Room is bounded: CHANGES rows, CLIENT_CHANGES of one client.
 */
#pragma once
#include "lever.h"

enum { CHANGES = 16384, CLIENT_CHANGES = 8192, UNIT_CHANGES = 256, CLIENT_UNIT_CHANGES = 128 };
enum { UNIT_NAME = 256 };

struct change {
    uint32_t client;
    enum lever lever;
    pid_t pid, tid; /* the tid of a process lever is its pid */
    uint64_t start_time, thread_start;
    uint64_t made_at; /* clock ticks since boot: what started later may have inherited it */
    struct value before, after;
};

struct unit_change {
    uint32_t client;
    uint32_t property; /* index into unit_properties */
    uint64_t before, after;
    char unit[UNIT_NAME];
};

/* Maps the table; rows of an earlier run are still in it. Without a runtime directory it is kept in memory alone. */
int changes_open(const char *runtime_directory);

size_t changes_count(void);
struct change *changes_at(size_t index);
/* The next row about the thread, or the process, with this number, the first after NULL; NULL at the end. No search. */
struct change *changes_of_thread(pid_t tid, const struct change *previous);
struct change *changes_of_process(pid_t pid, const struct change *previous);
/* False where no row has this value as its `after`. */
bool changes_may_have(enum lever lever, const struct value *after);
/* How often rows have changed their places: as long as it stays, new ones are behind all others. */
uint64_t changes_sweeps(void);
/* Whether any client's row is about this thread and lever. */
bool changes_know(enum lever lever, pid_t tid, uint64_t thread_start);
/* A row that is in the table from now on, at an address that holds until the next sweep. NULL when there is no room. */
struct change *changes_add(const struct change *change);
/* The row counts no longer. It stays in its place, with NO_LEVER, until the next sweep. */
void changes_forget(struct change *row);
void changes_sweep(void);

size_t unit_changes_count(void);
struct unit_change *unit_changes_at(size_t index);
struct unit_change *unit_changes_add(const struct unit_change *change);
void unit_changes_remove(size_t index);
