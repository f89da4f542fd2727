/*
 * Identity. A pidfd and the directory of /proc belong to one process for as long as they are open: what is read through
 * the directory fails once that process has gone, even when its number is somebody else's by then.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <systemd/sd-bus.h>

#include "stat-line.h"

struct held {
    pid_t pid;
    uint64_t start_time;
    int pidfd;
    int directory;
};

#define NOBODY_HELD ((struct held){.pidfd = -1, .directory = -1})

/*
 * 0 with what its stat file said, or a negative errno with `error` set: NoSuchProcess, StartTimeMismatch. `line` and
 * `error` may be NULL.
 */
int held_open(struct held *held, uint32_t pid, uint64_t start_time, struct stat_line *line, sd_bus_error *error);
void held_close(struct held *held);

/* The process as a whole: its main thread. False once it has ended. */
bool held_stat(const struct held *held, struct stat_line *line);

/* One thread of it, if that lives. */
bool held_thread_stat(const struct held *held, pid_t tid, struct stat_line *line);

/* Whether a thread with this number is one of its: costs no file. */
bool held_has_thread(const struct held *held, pid_t tid);

/* 0 or a negative errno. */
int held_signal(const struct held *held, int signal);
