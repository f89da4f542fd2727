#include "stat-line.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "read-file.h"

/* include/linux/sched.h */
#define PF_KTHREAD 0x00200000u

/* The number at *cursor, which then points behind it; false where there is none. */
static bool next_number(const char **cursor, long long *number) {
    char *end;
    errno = 0;
    *number = strtoll(*cursor, &end, 10);
    if (end == *cursor || errno != 0 || (*end != ' ' && *end != '\n' && *end != '\0')) return false;
    *cursor = end;
    return true;
}

bool stat_line_parse(const char *text, struct stat_line *line) {
    const char *open = strchr(text, '('), *close = strrchr(text, ')'), *cursor = text;
    if (open == NULL || close == NULL || close < open || close[1] != ' ' || close[2] == '\0') return false;
    long long number;
    if (!next_number(&cursor, &number) || cursor + 1 != open) return false;
    *line = (struct stat_line){.tid = (pid_t)number, .state = close[2]};
    size_t length = (size_t)(close - open - 1);
    if (length >= sizeof line->comm) length = sizeof line->comm - 1;
    memcpy(line->comm, open + 1, length);

    enum { PARENT = 4, GROUP = 5, FLAGS = 9, NICE = 19, START_TIME = 22, POLICY = 41 };
    cursor = close + 3;
    for (int field = PARENT; field <= POLICY; field++) {
        /* a memory limit and addresses, which may be larger than a signed number */
        if (field == 25 || field == 28 || field == 29 || field == 30) {
            while (*cursor == ' ') cursor++;
            while (*cursor >= '0' && *cursor <= '9') cursor++;
            continue;
        }
        if (!next_number(&cursor, &number)) return false;
        if (field == PARENT) line->parent = (pid_t)number;
        if (field == GROUP) line->group = (pid_t)number;
        if (field == FLAGS) line->kernel_thread = ((unsigned long long)number & PF_KTHREAD) != 0;
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

bool stat_line_is_ordinary(const struct stat_line *line) {
    if (line->kernel_thread) return false;
    return line->policy == SCHED_OTHER || line->policy == SCHED_BATCH || line->policy == SCHED_IDLE;
}
