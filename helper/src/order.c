#include "order.h"

#include <inttypes.h>
#include <linux/ioprio.h>
#include <signal.h>
#include <string.h>

#include "errors.h"
#include "levers/freeze.h"
#include "unit-property.h"

#define REFUSE(...) return sd_bus_error_setf(error, ERROR_BAD_ARGUMENT, __VA_ARGS__)
/* what the bus delivers has the right types; this is for what it could not deliver */
#define READ(...)                                                     \
    do {                                                              \
        int got = sd_bus_message_read(message, __VA_ARGS__);          \
        if (got <= 0) REFUSE("The arguments cannot be read.");        \
    } while (0)

static int adjust(struct order *order, enum lever lever, int64_t number) {
    order->kind = ORDER_ADJUST;
    order->lever = lever;
    order->value = value_of(number);
    return 0;
}

static int parse_nice(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    int32_t nice;
    READ("uti", &order->pid, &order->start_time, &nice);
    if (nice < -5 || nice > 19) REFUSE("nice %d is not within -5 and 19.", nice);
    return adjust(order, LEVER_NICE, nice);
}

static int parse_io_priority(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    const char *class;
    uint32_t level;
    READ("utsu", &order->pid, &order->start_time, &class, &level);
    if (level > 7) REFUSE("IO level %u is not within 0 and 7.", level);
    if (strcmp(class, "none") == 0) return adjust(order, LEVER_IO_PRIORITY, 0);
    if (strcmp(class, "idle") == 0) return adjust(order, LEVER_IO_PRIORITY, IOPRIO_CLASS_IDLE << IOPRIO_CLASS_SHIFT);
    if (strcmp(class, "best-effort") != 0) REFUSE("The IO class is none of: none, best-effort, idle.");
    return adjust(order, LEVER_IO_PRIORITY, IOPRIO_CLASS_BE << IOPRIO_CLASS_SHIFT | level);
}

static int parse_sched_policy(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    const char *policy;
    READ("uts", &order->pid, &order->start_time, &policy);
    if (strcmp(policy, "other") == 0) return adjust(order, LEVER_SCHED_POLICY, SCHED_OTHER);
    if (strcmp(policy, "batch") == 0) return adjust(order, LEVER_SCHED_POLICY, SCHED_BATCH);
    if (strcmp(policy, "idle") == 0) return adjust(order, LEVER_SCHED_POLICY, SCHED_IDLE);
    REFUSE("The policy is none of: other, batch, idle.");
}

static int parse_affinity(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    const void *data;
    size_t size;
    READ("ut", &order->pid, &order->start_time);
    if (sd_bus_message_read_array(message, 'u', &data, &size) < 0) REFUSE("The arguments cannot be read.");
    adjust(order, LEVER_AFFINITY, 0);
    const uint32_t *cpus = data;
    size_t count = size / sizeof *cpus;
    if (count == 0 || count > CPU_SETSIZE) REFUSE("%zu CPUs are not within 1 and %d.", count, CPU_SETSIZE);
    for (size_t i = 0; i < count; i++) {
        if (cpus[i] >= CPU_SETSIZE) REFUSE("CPU %u is not within 0 and %d.", cpus[i], CPU_SETSIZE - 1);
        CPU_SET(cpus[i], &order->value.cpus);
    }
    return 0;
}

static int parse_oom_score(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    int32_t score;
    READ("uti", &order->pid, &order->start_time, &score);
    if (score < 0 || score > 1000) REFUSE("oom_score_adj %d is not within 0 and 1000.", score);
    return adjust(order, LEVER_OOM_SCORE, score);
}

static int parse_freeze(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    READ("ut", &order->pid, &order->start_time);
    return adjust(order, LEVER_FREEZE, STATE_STOPPED);
}

static int parse_signal(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    const char *name;
    READ("uts", &order->pid, &order->start_time, &name);
    order->kind = ORDER_SIGNAL;
    order->signal = strcmp(name, "TERM") == 0 ? SIGTERM : strcmp(name, "KILL") == 0 ? SIGKILL : 0;
    if (order->signal == 0) REFUSE("The signal is none of: TERM, KILL.");
    return 0;
}

static int parse_unit_properties(sd_bus_message *message, struct order *order, sd_bus_error *error) {
    const char *unit, *name;
    uint64_t number;
    READ("s", &unit);
    if (!unit_name_is_valid(unit)) REFUSE("That is no name of a service, a scope or a slice.");
    order->kind = ORDER_UNIT;
    memcpy(order->unit, unit, strlen(unit) + 1);
    if (sd_bus_message_enter_container(message, 'a', "{st}") < 0) REFUSE("The arguments cannot be read.");
    int got, count = 0;
    while ((got = sd_bus_message_read(message, "{st}", &name, &number)) > 0) {
        if (++count > UNIT_PROPERTIES) REFUSE("A property is named twice.");
        unsigned property = unit_property_named(name);
        if (property == UNIT_PROPERTIES) REFUSE("The property is none of: CPUWeight, IOWeight, CPUQuotaPerSecUSec, MemoryHigh.");
        const struct unit_property *bounds = &unit_properties[property];
        if (number < bounds->least || number > bounds->most) {
            REFUSE("%s %" PRIu64 " is not within %" PRIu64 " and %" PRIu64 ".", name, number, bounds->least, bounds->most);
        }
        order->wanted[property] = true;
        order->property[property] = number;
    }
    if (got < 0 || count == 0) REFUSE("At least one property has to be named.");
    return 0;
}

order_parser order_parser_of(const char *verb) {
    static const struct {
        const char *verb;
        order_parser parser;
    } parsers[] = {
        {"SetNice", parse_nice},
        {"SetIoPriority", parse_io_priority},
        {"SetSchedPolicy", parse_sched_policy},
        {"SetAffinity", parse_affinity},
        {"SetOomScoreAdj", parse_oom_score},
        {"SetUnitProperties", parse_unit_properties},
        {"Freeze", parse_freeze},
        {"Signal", parse_signal},
    };
    for (size_t i = 0; i < sizeof parsers / sizeof parsers[0]; i++) {
        if (strcmp(parsers[i].verb, verb) == 0) return parsers[i].parser;
    }
    return NULL;
}

int parse_restore(sd_bus_message *message, uint32_t *pid, uint64_t *start_time, unsigned *levers, sd_bus_error *error) {
    const char *name;
    READ("ut", pid, start_time);
    if (*pid == 0 || *pid > INT32_MAX) REFUSE("%u is no process.", *pid);
    if (sd_bus_message_enter_container(message, 'a', "s") < 0) REFUSE("The arguments cannot be read.");
    *levers = 0;
    int got, count = 0;
    while ((got = sd_bus_message_read(message, "s", &name)) > 0) {
        if (++count > LEVERS) REFUSE("A lever is named twice.");
        enum lever lever = lever_named(name);
        if (lever == LEVERS) REFUSE("There is no lever of that name.");
        *levers |= 1u << lever;
    }
    if (got < 0) REFUSE("The arguments cannot be read.");
    if (*levers == 0) *levers = (1u << LEVERS) - 1;
    return 0;
}
