#include <errno.h>
#include <linux/ioprio.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../lever.h"

/* The IO priority of each thread, ioprio_set(2): the class in bits 13-15, hint and level below. */

static int read_back_io_priority(const struct held *held, pid_t tid, struct value *value) {
    long found = syscall(SYS_ioprio_get, IOPRIO_WHO_PROCESS, tid);
    if (found < 0) return -errno;
    /* before Linux 5.18 a thread that has none is told as none/4, which may not be written */
    *value = value_of(IOPRIO_PRIO_CLASS(found) == IOPRIO_CLASS_NONE ? 0 : found);
    return 0;
}

static int read_io_priority(const struct held *held, const struct stat_line *thread, struct value *value) {
    return read_back_io_priority(held, thread->tid, value);
}

static int write_io_priority(const struct held *held, pid_t tid, const struct value *value) {
    return syscall(SYS_ioprio_set, IOPRIO_WHO_PROCESS, tid, (int)value->number) < 0 ? -errno : 0;
}

/* Later in the queue is larger. `none` follows nice, which is best-effort/4 at nice 0. -1: not ours to change. */
static int rank(int64_t priority) {
    switch (IOPRIO_PRIO_CLASS(priority)) {
    case IOPRIO_CLASS_NONE:
        return 4;
    case IOPRIO_CLASS_BE:
        return (int)(priority & 7);
    case IOPRIO_CLASS_IDLE:
        return 8;
    default:
        return -1;
    }
}

static bool may_replace_io_priority(const struct value *before, const struct value *after) {
    int was = rank(before->number), wanted = rank(after->number), usual = rank(0);
    if (was < 0 || wanted < 0) return false;
    return wanted > usual ? was < wanted : was == usual && wanted < usual;
}

static void format_io_priority(const struct value *value, char *text) {
    static const char *const classes[] = {"none", "realtime", "best-effort", "idle"};
    unsigned class = (unsigned)(value->number >> IOPRIO_CLASS_SHIFT) & 7;
    unsigned data = (unsigned)value->number & ((1u << IOPRIO_CLASS_SHIFT) - 1);
    int length = class < 4 ? snprintf(text, VALUE_TEXT, "%s", classes[class])
                           : snprintf(text, VALUE_TEXT, "class-%u", class);
    bool bare = data == 0 && (class == IOPRIO_CLASS_NONE || class == IOPRIO_CLASS_IDLE);
    if (!bare) snprintf(text + length, (size_t)(VALUE_TEXT - length), "/%u", data);
}

const struct lever_kind io_priority_lever = {
    .name = "ioPriority",
    .of_threads = true,
    .inherited = true,
    .read = read_io_priority,
    .write = write_io_priority,
    .read_back = read_back_io_priority,
    .may_replace = may_replace_io_priority,
    .format = format_io_priority,
};
