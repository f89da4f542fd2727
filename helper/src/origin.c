#include "origin.h"

/* Generations that are looked up. */
enum { GENERATIONS = 32 };

/* The row of this process that others inherit from: its main thread's, else any. */
static const struct change *elder(uint32_t client, enum lever lever, pid_t pid, uint64_t start_time) {
    for (const struct change *row = NULL; (row = changes_of_thread(pid, row)) != NULL;) {
        if (row->client == client && row->lever == lever && row->start_time == start_time) return row;
    }
    for (const struct change *row = NULL; (row = changes_of_process(pid, row)) != NULL;) {
        if (row->client == client && row->lever == lever && row->start_time == start_time) return row;
    }
    return NULL;
}

static bool passed_on(const struct change *row, const struct stat_line *heir, const struct value *current) {
    return row != NULL && heir->start_time >= row->made_at && value_equal(&row->after, current);
}

/*
 * Whether any row could have been the source: saves the walk through the parents. Thread after thread asks the same, so
 * the rows that were looked at in vain are not looked at again.
 */
static bool somebody_has(uint32_t client, enum lever lever, const struct value *current) {
    if (!changes_may_have(lever, current)) return false;
    static struct {
        uint32_t client;
        enum lever lever;
        struct value value;
        uint64_t sweeps;
        size_t in_vain;
    } asked;
    if (asked.client != client || asked.lever != lever || asked.sweeps != changes_sweeps() ||
        !value_equal(&asked.value, current)) {
        asked.client = client;
        asked.lever = lever;
        asked.value = *current;
        asked.sweeps = changes_sweeps();
        asked.in_vain = 0;
    }
    for (; asked.in_vain < changes_count(); asked.in_vain++) {
        const struct change *row = changes_at(asked.in_vain);
        if (row->client == client && row->lever == lever && value_equal(&row->after, current)) return true;
    }
    return false;
}

struct value origin(uint32_t client, const struct held *held, enum lever lever, const struct stat_line *thread,
                    const struct value *current) {
    if (!lever_kind(lever)->inherited || !somebody_has(client, lever, current)) return *current;
    const struct change *row = elder(client, lever, held->pid, held->start_time);
    if (passed_on(row, thread, current)) return row->before;

    struct stat_line line;
    if (!held_stat(held, &line)) return *current;
    for (int generation = 0; generation < GENERATIONS && line.parent > 1; generation++) {
        if (!stat_line_of(line.parent, &line)) break;
        row = elder(client, lever, line.tid, line.start_time);
        if (passed_on(row, thread, current)) return row->before;
    }
    return *current;
}
