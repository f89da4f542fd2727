/* Compare before restore: only what still has our value is given back. */
#pragma once
#include "changes.h"

/* Which rows: of one client, or with client 0 of all; of one process, or with pid 0 of all; of these levers. */
struct selection {
    uint32_t client;
    pid_t pid;
    uint64_t start_time;
    unsigned levers; /* 1 << enum lever */
};

enum { ALL_LEVERS = (1u << LEVERS) - 1 };

enum outcome { OUTCOME_RESTORED, OUTCOME_DRIFTED, OUTCOME_GONE, OUTCOME_FAILED };
extern const char *const outcome_names[];

/* Told of every thread that was looked at. `found` is its value when it had drifted, else NULL. */
typedef void (*restore_report)(void *userdata, const struct change *change, enum outcome outcome,
                               const struct value *found);

/* Gives back, heirs included, and forgets the rows. How many it was about. */
size_t restore(const struct selection *selection, restore_report report, void *userdata);

bool selected(const struct selection *selection, const struct change *row);

/* The first selected row after NULL, the last change first as long as nothing moved; NULL at the end. */
struct change *next_selected(const struct selection *selection, const struct change *previous);

/* One row, of a thread that is as `thread` says. `found` is set when the value was looked at. */
enum outcome give_back(const struct held *held, const struct stat_line *thread, const struct change *row,
                       struct value *found);
