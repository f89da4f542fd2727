#include "freeze.h"

#include <signal.h>
#include <string.h>

#include "../lever.h"

/* SIGSTOP and SIGCONT through the pidfd: every thread at once. What was stopped before is not ours. */

static int read_state(const struct held *held, const struct stat_line *thread, struct value *value) {
    *value = value_of(thread->state == 'T' ? STATE_STOPPED : thread->state == 't' ? STATE_TRACED : STATE_RUNNING);
    return 0;
}

static int write_state(const struct held *held, pid_t tid, const struct value *value) {
    return held_signal(held, value->number == STATE_STOPPED ? SIGSTOP : SIGCONT);
}

static bool may_replace_state(const struct value *before, const struct value *after) {
    return before->number == STATE_RUNNING && after->number == STATE_STOPPED;
}

static void format_state(const struct value *value, char *text) {
    static const char *const names[] = {"running", "stopped", "traced"};
    strcpy(text, names[value->number]);
}

const struct lever_kind freeze_lever = {
    .name = "freeze",
    .read = read_state,
    .write = write_state,
    .may_replace = may_replace_state,
    .format = format_state,
};
