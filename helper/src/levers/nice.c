#include <errno.h>
#include <sys/resource.h>

#include "../digits.h"
#include "../lever.h"

/* nice of each thread, setpriority(2): -20 .. 19. POSIX means processes; Linux means threads. */

static int read_nice(const struct held *held, const struct stat_line *thread, struct value *value) {
    *value = value_of(thread->nice);
    return 0;
}

static int read_back_nice(const struct held *held, pid_t tid, struct value *value) {
    errno = 0;
    *value = value_of(getpriority(PRIO_PROCESS, (id_t)tid));
    return -errno;
}

static int write_nice(const struct held *held, pid_t tid, const struct value *value) {
    return setpriority(PRIO_PROCESS, (id_t)tid, (int)value->number) < 0 ? -errno : 0;
}

/* A negative nice is somebody's choice. What is nicer already stays so, and only the untouched are favoured. */
static bool may_replace_nice(const struct value *before, const struct value *after) {
    return after->number > 0 ? before->number >= 0 && before->number < after->number
                             : before->number == 0 && after->number < 0;
}

static void format_nice(const struct value *value, char *text) {
    digits_write(text, value->number);
}

const struct lever_kind nice_lever = {
    .name = "nice",
    .of_threads = true,
    .inherited = true,
    .read = read_nice,
    .write = write_nice,
    .read_back = read_back_nice,
    .may_replace = may_replace_nice,
    .format = format_nice,
};
