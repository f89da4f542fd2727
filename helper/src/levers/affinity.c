#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "../lever.h"

/* The CPUs each thread may run on, sched_setaffinity(2), of the first 1024. Narrowed only. */

static bool includes(const cpu_set_t *all, const cpu_set_t *some) {
    cpu_set_t both;
    CPU_AND(&both, all, some);
    return CPU_EQUAL(&both, some);
}

static int read_back_affinity(const struct held *held, pid_t tid, struct value *value) {
    *value = value_of(0);
    return sched_getaffinity(tid, sizeof value->cpus, &value->cpus) < 0 ? -errno : 0;
}

static int read_affinity(const struct held *held, const struct stat_line *thread, struct value *value) {
    return read_back_affinity(held, thread->tid, value);
}

static int ask_for(pid_t tid, const struct value *value) {
    return sched_setaffinity(tid, sizeof value->cpus, &value->cpus) < 0 ? -errno : 0;
}

/*
 * The kernel tells what a thread asked for only where its cpuset allows it and a CPU is online. So a thread that gets
 * back all it may have asks for every CPU: it will get those that are added later, as it would have.
 */
static int write_affinity(const struct held *held, pid_t tid, const struct value *value) {
    struct value now, every = value_of(0);
    int outcome = read_back_affinity(held, tid, &now);
    if (outcome < 0) return outcome;
    if (includes(&value->cpus, &now.cpus)) {
        memset(&every.cpus, 0xff, sizeof every.cpus);
        outcome = ask_for(tid, &every);
        if (outcome >= 0) outcome = read_back_affinity(held, tid, &now);
        if (outcome < 0 || value_equal(&now, value)) return outcome;
    }
    return ask_for(tid, value);
}

/* A thread that pinned itself elsewhere stays there. */
static bool may_replace_affinity(const struct value *before, const struct value *after) {
    return CPU_COUNT(&after->cpus) > 0 && includes(&before->cpus, &after->cpus) && !value_equal(before, after);
}

/* As the kernel prints them: 0-3,6. */
static void format_affinity(const struct value *value, char *text) {
    size_t length = 0;
    text[0] = '\0';
    for (int first = 0; first < CPU_SETSIZE; first++) {
        if (!CPU_ISSET(first, &value->cpus)) continue;
        int last = first;
        while (last + 1 < CPU_SETSIZE && CPU_ISSET(last + 1, &value->cpus)) last++;
        const char *comma = length == 0 ? "" : ",";
        int more = first == last ? snprintf(text + length, VALUE_TEXT - length, "%s%d", comma, first)
                                 : snprintf(text + length, VALUE_TEXT - length, "%s%d-%d", comma, first, last);
        if (more < 0 || (size_t)more >= VALUE_TEXT - length) return;
        length += (size_t)more;
        first = last;
    }
}

const struct lever_kind affinity_lever = {
    .name = "affinity",
    .of_threads = true,
    .inherited = true,
    .read = read_affinity,
    .write = write_affinity,
    .read_back = read_back_affinity,
    .may_replace = may_replace_affinity,
    .format = format_affinity,
};
