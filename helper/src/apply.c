#include "apply.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "changes.h"
#include "errors.h"
#include "origin.h"
#include "restore.h"
#include "threads.h"

/* A process that starts threads faster than it can be followed gives its newcomers our values by itself. */
enum { PASSES = 16 };

struct treatment {
    uint32_t client;
    const struct held *held;
    enum lever lever;
    const struct lever_kind *kind;
    const struct value *wanted;
    uint64_t now;
    size_t room; /* at least so many more rows are the client's to have */
};

static uint64_t ticks_since_boot(void) {
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now);
    uint64_t hertz = (uint64_t)sysconf(_SC_CLK_TCK);
    return (uint64_t)now.tv_sec * hertz + (uint64_t)now.tv_nsec * hertz / 1000000000u;
}

static struct change *row_of(const struct treatment *treatment, const struct stat_line *thread) {
    struct change *row = NULL;
    while ((row = changes_of_thread(thread->tid, row)) != NULL) {
        if (row->thread_start == thread->start_time && row->client == treatment->client && row->lever == treatment->lever) {
            break;
        }
    }
    return row;
}

/* Exactly, by a count of all rows: only who has thousands needs to know. */
static size_t room_of(uint32_t client) {
    size_t own = 0;
    for (size_t i = 0; i < changes_count(); i++) own += changes_at(i)->client == client;
    return own < CLIENT_CHANGES ? CLIENT_CHANGES - own : 0;
}

/* What has ended meanwhile is none of our failures. */
static int unless_gone(int outcome) {
    return outcome == -ESRCH ? 0 : outcome;
}

static int write_and_look(const struct treatment *treatment, pid_t tid, const struct value *value) {
    const struct lever_kind *kind = treatment->kind;
    int outcome = kind->write(treatment->held, tid, value);
    if (outcome < 0 || kind->read_back == NULL) return outcome;
    struct value found;
    outcome = kind->read_back(treatment->held, tid, &found);
    if (outcome < 0 || !held_has_thread(treatment->held, tid)) return outcome < 0 ? outcome : -ESRCH;
    return value_equal(&found, value) ? 0 : -EPERM;
}

/* A thread that the client has not changed, or no longer. */
static int treat_anew(struct treatment *treatment, const struct stat_line *thread, const struct value *current) {
    const struct value *wanted = treatment->wanted;
    struct value before = origin(treatment->client, treatment->held, treatment->lever, thread, current);
    if (value_equal(&before, wanted)) {
        return value_equal(current, wanted) ? 0 : unless_gone(write_and_look(treatment, thread->tid, wanted));
    }
    if (!treatment->kind->may_replace(&before, wanted)) return 0;
    if (treatment->room == 0 && (treatment->room = room_of(treatment->client)) == 0) return -ENOSPC;
    struct change *row = changes_add(&(struct change){
        .client = treatment->client,
        .lever = treatment->lever,
        .pid = treatment->held->pid,
        .tid = thread->tid,
        .start_time = treatment->held->start_time,
        .thread_start = thread->start_time,
        .made_at = treatment->now,
        .before = before,
        .after = *wanted,
    });
    if (row == NULL) return -ENOSPC;
    treatment->room--;
    if (value_equal(current, wanted)) return 0;
    int outcome = write_and_look(treatment, thread->tid, wanted);
    if (outcome == -ESRCH) changes_forget(row);
    return unless_gone(outcome);
}

static int treat(struct treatment *treatment, const struct stat_line *thread) {
    struct value current;
    int outcome = treatment->kind->read(treatment->held, thread, &current);
    if (outcome < 0) return unless_gone(outcome);
    struct change *row = row_of(treatment, thread);
    if (row == NULL) return treat_anew(treatment, thread, &current);

    if (value_equal(&current, &row->after)) return 0;
    if (treatment->lever == LEVER_FREEZE) return treatment->kind->write(treatment->held, 0, &row->after);
    /* somebody changed it meanwhile: it is theirs now */
    changes_forget(row);
    return 0;
}

static int treat_threads(struct treatment *treatment) {
    struct met met = {0};
    struct ids ids;
    if (ids_open(&ids, treatment->held->directory, "task") < 0) return 0;
    bool settled = false;
    int outcome = 0;
    for (int pass = 0; pass < PASSES && !settled && outcome == 0; pass++) {
        ids_again(&ids);
        settled = true;
        for (pid_t tid; outcome == 0 && (tid = ids_next(&ids)) != 0;) {
            outcome = met_add(&met, tid);
            if (outcome <= 0) continue;
            settled = false;
            struct stat_line thread;
            bool ordinary = held_thread_stat(treatment->held, tid, &thread) && stat_line_is_ordinary(&thread);
            outcome = ordinary ? treat(treatment, &thread) : 0;
        }
    }
    ids_close(&ids);
    met_free(&met);
    return outcome;
}

static int treat_process(struct treatment *treatment) {
    struct stat_line line;
    return held_stat(treatment->held, &line) ? treat(treatment, &line) : 0;
}

/* From one value to another by way of the first: what inherited the one would else look as if it had chosen it. */
static void give_back_other_values(const struct selection *own, const struct value *wanted) {
    for (const struct change *row = NULL; (row = changes_of_process(own->pid, row)) != NULL;) {
        if (!selected(own, row) || value_equal(&row->after, wanted)) continue;
        restore(own, NULL, NULL);
        return;
    }
}

int apply(uint32_t client, const struct held *held, enum lever lever, const struct value *wanted, sd_bus_error *error) {
    struct selection own = {.client = client, .pid = held->pid, .start_time = held->start_time, .levers = 1u << lever};
    give_back_other_values(&own, wanted);
    struct treatment treatment = {
        .client = client,
        .held = held,
        .lever = lever,
        .kind = lever_kind(lever),
        .wanted = wanted,
        .now = ticks_since_boot(),
        .room = changes_count() < CLIENT_CHANGES ? CLIENT_CHANGES - changes_count() : 0,
    };
    for (const struct change *row = NULL; (row = changes_of_process(held->pid, row)) != NULL;) {
        if (row->client != client && row->start_time == held->start_time && row->lever == lever) {
            return sd_bus_error_setf(error, ERROR_BUSY, "Another client has changed %s of process %d.",
                                     treatment.kind->name, held->pid);
        }
    }
    int outcome = treatment.kind->of_threads ? treat_threads(&treatment) : treat_process(&treatment);
    changes_sweep();
    if (outcome >= 0) return 0;
    restore(&own, NULL, NULL);
    if (outcome == -ENOSPC) {
        return sd_bus_error_setf(error, ERROR_LIMIT_EXCEEDED, "More changes than are kept for one client.");
    }
    return sd_bus_error_setf(error, ERROR_FAILED, "The kernel refused %s of process %d: %s.", treatment.kind->name,
                             held->pid, strerror(-outcome));
}
