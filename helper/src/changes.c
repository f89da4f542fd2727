#include "changes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static struct table {
    uint64_t layout;
    size_t changes, unit_changes;
    struct unit_change unit_change[UNIT_CHANGES];
    struct change change[CHANGES];
} *table;

/* The file, and how much of it has room in the file system: without, a write into the mapping would be a SIGBUS. */
static int file = -1;
static size_t reserved;
enum { STEP = 65536 };

static bool reserve(const void *row, size_t size) {
    size_t end = (size_t)((const char *)row - (const char *)table) + size;
    if (file < 0 || end <= reserved) return true;
    size_t wanted = (end + STEP - 1) / STEP * STEP;
    if (wanted > sizeof *table) wanted = sizeof *table;
    if (posix_fallocate(file, (off_t)reserved, (off_t)(wanted - reserved)) != 0) return false;
    reserved = wanted;
    return true;
}

/* A file of another build is not ours to read. */
static const uint64_t layout = 0x424b4831u ^ ((uint64_t)sizeof(struct change) << 32) ^ ((uint64_t)CHANGES << 44);

/* Rows by thread number, in lists: each link is the index of the next row and one, 0 at the end. */
enum { LISTS = 8192 };
static uint16_t first_of[LISTS], next_of[CHANGES];
static uint64_t sweeps;

_Static_assert(CHANGES <= UINT16_MAX, "a link has room for every row");

static void list(size_t index) {
    uint16_t *first = &first_of[(uint32_t)table->change[index].tid % LISTS];
    next_of[index] = *first;
    *first = (uint16_t)(index + 1);
}

static void list_all(void) {
    memset(first_of, 0, sizeof first_of);
    for (size_t i = 0; i < table->changes; i++) list(i);
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
    if (!reserve(table, offsetof(struct table, unit_change))) return -ENOSPC;
    if (table->layout != layout || table->changes > CHANGES || table->unit_changes > UNIT_CHANGES) {
        table->changes = table->unit_changes = 0;
        table->layout = layout;
    }
    /* rows that were about to be forgotten when we were killed; lists the others */
    changes_sweep();
    return 0;
}

size_t changes_count(void) {
    return table->changes;
}

struct change *changes_at(size_t index) {
    return &table->change[index];
}

struct change *changes_of_thread(pid_t tid, const struct change *previous) {
    uint16_t link = previous == NULL ? first_of[(uint32_t)tid % LISTS] : next_of[previous - table->change];
    while (link != 0 && table->change[link - 1].tid != tid) link = next_of[link - 1];
    return link == 0 ? NULL : &table->change[link - 1];
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
    if (!reserve(row, sizeof *row)) return NULL;
    *row = *change;
    settle();
    list(table->changes++);
    return row;
}

void changes_sweep(void) {
    for (size_t i = table->changes; i-- > 0;) {
        if (table->change[i].lever < LEVERS) continue;
        table->change[i] = table->change[table->changes - 1];
        settle();
        table->changes--;
    }
    list_all();
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
    if (!reserve(row, sizeof *row)) return NULL;
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
