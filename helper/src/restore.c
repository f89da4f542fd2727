#include "restore.h"

#include <errno.h>
#include <string.h>

#include "heirs.h"

const char *const outcome_names[] = {"restored", "drifted", "gone", "failed"};

bool selected(const struct selection *selection, const struct change *row) {
    if (row->lever >= LEVERS || (selection->levers & (1u << row->lever)) == 0) return false;
    if (selection->client != 0 && row->client != selection->client) return false;
    return selection->pid == 0 || (row->pid == selection->pid && row->start_time == selection->start_time);
}

enum outcome give_back(const struct held *held, const struct stat_line *thread, const struct change *row,
                       struct value *found) {
    const struct lever_kind *kind = lever_kind(row->lever);
    int outcome = kind->read(held, thread, found);
    if (outcome < 0) return outcome == -ESRCH ? OUTCOME_GONE : OUTCOME_FAILED;
    /* a stop may still be on its way: what looks as if it ran is told to go on as well */
    bool untouched = value_equal(found, &row->before);
    if (untouched && row->lever != LEVER_FREEZE) return OUTCOME_RESTORED;
    if (!untouched && !value_equal(found, &row->after)) return OUTCOME_DRIFTED;
    outcome = kind->write(held, row->tid, &row->before);
    return outcome == 0 ? OUTCOME_RESTORED : outcome == -ESRCH ? OUTCOME_GONE : OUTCOME_FAILED;
}

/* Of each row, by its index, while a restoring goes on: the table does not move meanwhile. */
enum { WAITS, SEEN, GONE };
static uint8_t progress[CHANGES];

static uint8_t *progress_of(const struct change *row) {
    return &progress[row - changes_at(0)];
}

/* Every selected row of one thread, of which `row` is one: its stat file is read once for all of them. */
static size_t give_back_thread(const struct selection *selection, const struct held *held, const struct change *row,
                               restore_report report, void *userdata) {
    struct stat_line thread;
    bool lives = held->pidfd >= 0 && held_thread_stat(held, row->tid, &thread) && thread.start_time == row->thread_start;
    size_t count = 0;
    for (const struct change *one = NULL; (one = changes_of_thread(row->tid, one)) != NULL;) {
        if (!selected(selection, one) || one->pid != row->pid || one->start_time != row->start_time ||
            one->thread_start != row->thread_start || *progress_of(one) != WAITS) {
            continue;
        }
        struct value found;
        enum outcome outcome = lives ? give_back(held, &thread, one, &found) : OUTCOME_GONE;
        *progress_of(one) = outcome == OUTCOME_GONE ? GONE : SEEN;
        if (report != NULL) report(userdata, one, outcome, outcome == OUTCOME_DRIFTED ? &found : NULL);
        count++;
    }
    return count;
}

/* Whether the thread was seen alive, and this lever of it dealt with: then it is no heir. */
static bool dealt_with(const struct change *row) {
    return *progress_of(row) == SEEN;
}

struct change *next_selected(const struct selection *selection, const struct change *previous) {
    struct change *row = NULL;
    if (selection->pid != 0) {
        while ((row = changes_of_process(selection->pid, previous)) != NULL && !selected(selection, row)) previous = row;
        return row;
    }
    for (size_t i = previous == NULL ? changes_count() : (size_t)(previous - changes_at(0)); i-- > 0;) {
        if (selected(selection, changes_at(i))) return changes_at(i);
    }
    return NULL;
}

size_t restore(const struct selection *selection, restore_report report, void *userdata) {
    struct held held = NOBODY_HELD;
    size_t count = 0;
    memset(progress, WAITS, changes_count());
    /* rows of one process lie together, so it is opened about once */
    for (const struct change *row = NULL; (row = next_selected(selection, row)) != NULL;) {
        if (*progress_of(row) != WAITS) continue;
        if (held.pidfd < 0 || held.pid != row->pid || held.start_time != row->start_time) {
            held_close(&held);
            held_open(&held, (uint32_t)row->pid, row->start_time, NULL, NULL);
        }
        count += give_back_thread(selection, &held, row, report, userdata);
    }
    held_close(&held);
    if (count == 0) return 0;
    give_back_heirs(selection, dealt_with, report, userdata);
    /* the next one is looked for while this one is still selected */
    for (struct change *row = next_selected(selection, NULL), *next; row != NULL; row = next) {
        next = next_selected(selection, row);
        changes_forget(row);
    }
    changes_sweep();
    return count;
}
