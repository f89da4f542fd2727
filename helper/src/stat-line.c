#include "stat-line.h"

#include <fcntl.h>
#include <sched.h>
#include <string.h>

#include "digits.h"
#include "read-file.h"

/* include/linux/sched.h */
#define PF_KTHREAD 0x00200000u

bool stat_line_parse(const char *text, struct stat_line *line) {
    const char *open = strchr(text, '('), *close = strrchr(text, ')'), *cursor = text;
    if (open == NULL || close == NULL || close < open || close[1] != ' ' || close[2] == '\0') return false;
    int64_t number;
    if (!digits_read(&cursor, &number) || cursor + 1 != open) return false;
    *line = (struct stat_line){.tid = (pid_t)number, .state = close[2]};
    size_t length = (size_t)(close - open - 1);
    if (length >= sizeof line->comm) length = sizeof line->comm - 1;
    memcpy(line->comm, open + 1, length);

    enum { PARENT = 4, GROUP = 5, FLAGS = 9, NICE = 19, START_TIME = 22, POLICY = 41 };
    static const uint64_t wanted = 1u << PARENT | 1u << GROUP | 1u << FLAGS | 1u << NICE | 1u << START_TIME |
                                   (uint64_t)1 << POLICY;
    cursor = close + 3;
    for (int field = PARENT; field <= POLICY; field++) {
        /* the others may be larger than a signed number: a memory limit, addresses */
        if ((wanted >> field & 1) == 0) {
            if (!digits_skip(&cursor)) return false;
            continue;
        }
        if (!digits_read(&cursor, &number)) return false;
        if (field == PARENT) line->parent = (pid_t)number;
        if (field == GROUP) line->group = (pid_t)number;
        if (field == FLAGS) line->kernel_thread = ((uint64_t)number & PF_KTHREAD) != 0;
        if (field == NICE) line->nice = (int)number;
        if (field == START_TIME) line->start_time = (uint64_t)number;
        if (field == POLICY) line->policy = (int)number;
    }
    return true;
}

bool stat_line_read(int directory, const char *path, struct stat_line *line) {
    char text[1024];
    if (read_file(directory, path, text, sizeof text) < 0 || !stat_line_parse(text, line)) return false;
    return line->state != 'Z' && line->state != 'X' && line->state != 'x';
}

bool stat_line_of(pid_t pid, struct stat_line *line) {
    char path[64] = "/proc/";
    char *end = digits_write(path + 6, pid);
    memcpy(end, "/task/", 6);
    memcpy(digits_write(end + 6, pid), "/stat", 6);
    return stat_line_read(AT_FDCWD, path, line);
}

bool stat_line_is_ordinary(const struct stat_line *line) {
    if (line->kernel_thread) return false;
    return line->policy == SCHED_OTHER || line->policy == SCHED_BATCH || line->policy == SCHED_IDLE;
}
