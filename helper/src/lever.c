#include "lever.h"

#include <string.h>

static const struct lever_kind *const kinds[LEVERS] = {
    [LEVER_NICE] = &nice_lever,
    [LEVER_IO_PRIORITY] = &io_priority_lever,
    [LEVER_SCHED_POLICY] = &sched_policy_lever,
    [LEVER_AFFINITY] = &affinity_lever,
    [LEVER_OOM_SCORE] = &oom_score_lever,
    [LEVER_FREEZE] = &freeze_lever,
};

const struct lever_kind *lever_kind(enum lever lever) {
    return kinds[lever];
}

enum lever lever_named(const char *name) {
    enum lever lever = 0;
    while (lever < LEVERS && strcmp(kinds[lever]->name, name) != 0) lever++;
    return lever;
}

struct value value_of(int64_t number) {
    struct value value;
    memset(&value, 0, sizeof value);
    value.number = number;
    return value;
}

bool value_equal(const struct value *one, const struct value *other) {
    return memcmp(one, other, sizeof *one) == 0;
}
