/* What a lever is: how its value is read and written on one target, and whose value it may replace. */
#pragma once
#include <sched.h>

#include "held.h"

enum lever {
    LEVER_NICE,
    LEVER_IO_PRIORITY,
    LEVER_SCHED_POLICY,
    LEVER_AFFINITY,
    LEVER_OOM_SCORE,
    LEVER_FREEZE,
    LEVERS,
    NO_LEVER = LEVERS, /* a row of it counts no longer; `changes_sweep` takes it out */
};

/* Of a row that counts no longer. */
#define NO_LEVER LEVERS

/* A number, or a set of CPUs. Every byte is set, so that bytes compare. */
struct value {
    union {
        cpu_set_t cpus;
        int64_t number;
    };
};

/* The longest text: every second of 1024 CPUs. */
#define VALUE_TEXT 2600

struct value value_of(int64_t number);
bool value_equal(const struct value *one, const struct value *other);

struct lever_kind {
    const char *name;
    /* Every thread has its own; else the process has one. */
    bool of_threads;
    /* New threads and children start with it. */
    bool inherited;
    /* Both return 0 or a negative errno, -ESRCH when it has ended. */
    int (*read)(const struct held *held, const struct stat_line *thread, struct value *value);
    int (*write)(const struct held *held, pid_t tid, const struct value *value);
    /* As `read`, of what it has right after a write; costs no file where that can be. NULL: takes effect later. */
    int (*read_back)(const struct held *held, pid_t tid, struct value *value);
    /* False where `before` is somebody's choice that `after` would overrule. */
    bool (*may_replace)(const struct value *before, const struct value *after);
    /* The value's canonical text, at most VALUE_TEXT bytes. */
    void (*format)(const struct value *value, char *text);
};

extern const struct lever_kind nice_lever, io_priority_lever, sched_policy_lever, affinity_lever, oom_score_lever,
    freeze_lever;

const struct lever_kind *lever_kind(enum lever lever);

/* The lever of that name, or LEVERS. */
enum lever lever_named(const char *name);
