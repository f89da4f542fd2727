/* What a stat file of /proc says that matters here, proc_pid_stat(5). */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct stat_line {
    pid_t tid;
    char comm[64];
    char state;
    pid_t parent;
    pid_t group;
    bool kernel_thread;
    int nice;
    uint64_t start_time; /* clock ticks since boot */
    int policy;
};

/* False for anything but a whole line. The name may hold any byte, brackets and newlines included. */
bool stat_line_parse(const char *text, struct stat_line *line);

/* False once it has ended. A zombie has ended: there is nothing left to treat. */
bool stat_line_read(int directory, const char *path, struct stat_line *line);

/* The process that has this number now: its main thread. The file of the process would add up those of all threads. */
bool stat_line_of(pid_t pid, struct stat_line *line);

/* Real-time and deadline threads were promised a CPU: they are never touched. */
bool stat_line_is_ordinary(const struct stat_line *line);
