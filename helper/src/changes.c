#include "changes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "index.h"

static struct table {
    uint64_t layout;
    size_t changes, unit_changes;
    struct unit_change unit_change[UNIT_CHANGES];
    struct change change[CHANGES];
} *table;

/*
 * The file, and up to where its two parts have room in the file system: without, a write into the mapping would be a
 * SIGBUS.
 */
static int file = -1;
static size_t unit_room, room = offsetof(struct table, change);
enum { STEP = 16384 };

static bool reserve(size_t *reserved, const void *row, size_t size) {
    size_t end = (size_t)((const char *)row - (const char *)table) + size;
    if (file < 0 || end <= *reserved) return true;
    size_t wanted = (end + STEP - 1) / STEP * STEP;
    if (wanted > sizeof *table) wanted = sizeof *table;
    if (posix_fallocate(file, (off_t)*reserved, (off_t)(wanted - *reserved)) != 0) return false;
    *reserved = wanted;
    return true;
}

/* A file of another build is not ours to read. */
static const uint64_t layout = 0x424b4831u ^ ((uint64_t)sizeof(struct change) << 32) ^ ((uint64_t)CHANGES << 44);

/* Places of rows that were forgotten since the last sweep. */
static uint16_t forgotten[CHANGES];
static size_t forgotten_count;
static uint64_t sweeps;

/* How many rows have a value like this as their `after`. */
enum { KINDS = 256 };
static uint16_t alike[LEVERS][KINDS];

static uint16_t *alike_of(enum lever lever, const struct value *after) {
    uint64_t kind = 0;
    for (size_t word = 0; word < sizeof *after / sizeof kind; word++) {
        uint64_t part;
        memcpy(&part, (const char *)after + word * sizeof part, sizeof part);
        kind = kind * 31 + part;
    }
    return &alike[lever][(kind ^ kind >> 32) % KINDS];
}

/* A row has to be whole in the mapping before it counts: we may be killed between any two instructions. */
static void settle(void) {
    atomic_signal_fence(memory_order_seq_cst);
}

int changes_open(const char *runtime_directory) {
    if (runtime_directory != NULL) {
        char path[4096];
        int length = snprintf(path, sizeof path, "%s/changes", runtime_directory);
        if (length < 0 || (size_t)length >= sizeof path) return -ENAMETOOLONG;
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (file < 0) return -errno;
        if (ftruncate(file, sizeof *table) < 0) return -errno;
    }
    void *map = mmap(NULL, sizeof *table, PROT_READ | PROT_WRITE,
                     file < 0 ? MAP_PRIVATE | MAP_ANONYMOUS : MAP_SHARED, file, 0);
    if (map == MAP_FAILED) return -errno;
    table = map;
    if (!reserve(&unit_room, table, offsetof(struct table, unit_change))) return -ENOSPC;
    if (table->layout != layout || table->changes > CHANGES || table->unit_changes > UNIT_CHANGES) {
        table->changes = table->unit_changes = 0;
        table->layout = layout;
    }
    for (size_t i = 0; i < table->changes; i++) {
        struct change *row = &table->change[i];
        index_put(i, row);
        /* one that was about to be forgotten when we were killed */
        if (row->lever >= LEVERS) forgotten[forgotten_count++] = (uint16_t)i;
        else ++*alike_of(row->lever, &row->after);
    }
    changes_sweep();
    return 0;
}

size_t changes_count(void) {
    return table->changes;
}

struct change *changes_at(size_t index) {
    return &table->change[index];
}

static struct change *next_of(enum chain chain, pid_t number, const struct change *previous) {
    size_t link = previous == NULL ? index_first(chain, number) : index_next(chain, (size_t)(previous - table->change));
    for (; link != 0; link = index_next(chain, link - 1)) {
        struct change *row = &table->change[link - 1];
        if ((chain == BY_THREAD ? row->tid : row->pid) == number) return row;
    }
    return NULL;
}

struct change *changes_of_thread(pid_t tid, const struct change *previous) {
    return next_of(BY_THREAD, tid, previous);
}

struct change *changes_of_process(pid_t pid, const struct change *previous) {
    return next_of(BY_PROCESS, pid, previous);
}

bool changes_may_have(enum lever lever, const struct value *after) {
    return *alike_of(lever, after) > 0;
}

uint64_t changes_sweeps(void) {
    return sweeps;
}

bool changes_know(enum lever lever, pid_t tid, uint64_t thread_start) {
    for (const struct change *row = NULL; (row = changes_of_thread(tid, row)) != NULL;) {
        if (row->thread_start == thread_start && row->lever == lever) return true;
    }
    return false;
}

struct change *changes_add(const struct change *change) {
    if (table->changes >= CHANGES) return NULL;
    struct change *row = &table->change[table->changes];
    if (!reserve(&room, row, sizeof *row)) return NULL;
    *row = *change;
    settle();
    index_put(table->changes++, row);
    ++*alike_of(row->lever, &row->after);
    return row;
}

void changes_forget(struct change *row) {
    if (row->lever >= LEVERS) return;
    --*alike_of(row->lever, &row->after);
    row->lever = NO_LEVER;
    forgotten[forgotten_count++] = (uint16_t)(row - table->change);
}

static int last_first(const void *one, const void *other) {
    return *(const uint16_t *)other - *(const uint16_t *)one;
}

void changes_sweep(void) {
    if (forgotten_count == 0) return;
    /* from the end on: what is put into a gap is never a gap itself */
    qsort(forgotten, forgotten_count, sizeof *forgotten, last_first);
    for (size_t i = 0; i < forgotten_count; i++) {
        size_t gap = forgotten[i], last = table->changes - 1;
        index_take(gap, &table->change[gap]);
        if (gap != last) {
            index_take(last, &table->change[last]);
            table->change[gap] = table->change[last];
            settle();
        }
        table->changes--;
        if (gap != last) index_put(gap, &table->change[gap]);
    }
    forgotten_count = 0;
    sweeps++;
}

size_t unit_changes_count(void) {
    return table->unit_changes;
}

struct unit_change *unit_changes_at(size_t index) {
    return &table->unit_change[index];
}

struct unit_change *unit_changes_add(const struct unit_change *change) {
    size_t own = 0;
    for (size_t i = 0; i < table->unit_changes; i++) own += table->unit_change[i].client == change->client;
    if (own >= CLIENT_UNIT_CHANGES || table->unit_changes >= UNIT_CHANGES) return NULL;
    struct unit_change *row = &table->unit_change[table->unit_changes];
    if (!reserve(&unit_room, row, sizeof *row)) return NULL;
    *row = *change;
    settle();
    table->unit_changes++;
    return row;
}

void unit_changes_remove(size_t index) {
    table->unit_change[index] = table->unit_change[table->unit_changes - 1];
    settle();
    table->unit_changes--;
}
