#include "restore.h"

#include <errno.h>

#include "heirs.h"

const char *const outcome_names[] = {"restored", "drifted", "gone", "failed"};

bool selected(const struct selection *selection, const struct change *row) {
    if (row->lever >= LEVERS || (selection->levers & (1u << row->lever)) == 0) return false;
    if (selection->client != 0 && row->client != selection->client) return false;
    return selection->pid == 0 || (row->pid == selection->pid && row->start_time == selection->start_time);
}

enum outcome give_back(const struct held *held, const struct change *row, struct value *found) {
    const struct lever_kind *kind = lever_kind(row->lever);
    struct stat_line thread;
    if (!held_thread_stat(held, row->tid, &thread) || thread.start_time != row->thread_start) return OUTCOME_GONE;
    int outcome = kind->read(held, &thread, found);
    if (outcome < 0) return outcome == -ESRCH ? OUTCOME_GONE : OUTCOME_FAILED;
    /* a stop may still be on its way: what looks as if it ran is told to go on as well */
    bool untouched = value_equal(found, &row->before);
    if (untouched && row->lever != LEVER_FREEZE) return OUTCOME_RESTORED;
    if (!untouched && !value_equal(found, &row->after)) return OUTCOME_DRIFTED;
    outcome = kind->write(held, row->tid, &row->before);
    return outcome == 0 ? OUTCOME_RESTORED : outcome == -ESRCH ? OUTCOME_GONE : OUTCOME_FAILED;
}

size_t restore(const struct selection *selection, restore_report report, void *userdata) {
    struct held held = NOBODY_HELD;
    size_t count = 0;
    /* the last change first; rows of one process lie together, so it is opened about once */
    for (size_t i = changes_count(); i-- > 0;) {
        struct change *row = changes_at(i);
        if (!selected(selection, row)) continue;
        count++;
        if (held.pidfd < 0 || held.pid != row->pid || held.start_time != row->start_time) {
            held_close(&held);
            held_open(&held, (uint32_t)row->pid, row->start_time, NULL);
        }
        struct value found;
        enum outcome outcome = held.pidfd < 0 ? OUTCOME_GONE : give_back(&held, row, &found);
        if (report != NULL) report(userdata, row, outcome, outcome == OUTCOME_DRIFTED ? &found : NULL);
    }
    held_close(&held);
    if (count == 0) return 0;
    give_back_heirs(selection, report, userdata);
    for (size_t i = 0; i < changes_count(); i++) {
        if (selected(selection, changes_at(i))) changes_at(i)->lever = NO_LEVER;
    }
    changes_sweep();
    return count;
}
