#include <errno.h>
#include <string.h>

#include "../lever.h"

/* The scheduling policy of each thread, sched_setscheduler(2): other, batch or idle. The kernel keeps the nice value. */

static int read_policy(const struct held *held, const struct stat_line *thread, struct value *value) {
    *value = value_of(thread->policy);
    return 0;
}

static int read_back_policy(const struct held *held, pid_t tid, struct value *value) {
    int found = sched_getscheduler(tid);
    if (found < 0) return -errno;
    *value = value_of(found & ~SCHED_RESET_ON_FORK);
    return 0;
}

static int write_policy(const struct held *held, pid_t tid, const struct value *value) {
    int now = sched_getscheduler(tid);
    if (now < 0) return -errno;
    /* a process asked for this flag so that its children lose what it has: not ours to clear */
    int policy = (int)value->number | (now & SCHED_RESET_ON_FORK);
    return sched_setscheduler(tid, policy, &(struct sched_param){0}) < 0 ? -errno : 0;
}

static int harshness(int64_t policy) {
    return policy == SCHED_OTHER ? 0 : policy == SCHED_BATCH ? 1 : policy == SCHED_IDLE ? 2 : 3;
}

static bool may_replace_policy(const struct value *before, const struct value *after) {
    return harshness(before->number) < harshness(after->number);
}

static void format_policy(const struct value *value, char *text) {
    static const char *const names[] = {"other", "fifo", "rr", "batch", NULL, "idle", "deadline", "ext"};
    const char *name = value->number >= 0 && value->number < 8 ? names[value->number] : NULL;
    strcpy(text, name != NULL ? name : "unknown");
}

const struct lever_kind sched_policy_lever = {
    .name = "schedPolicy",
    .of_threads = true,
    .inherited = true,
    .read = read_policy,
    .write = write_policy,
    .read_back = read_back_policy,
    .may_replace = may_replace_policy,
    .format = format_policy,
};
