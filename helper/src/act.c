#include "act.h"

#include <errno.h>
#include <string.h>

#include "apply.h"
#include "errors.h"
#include "restore.h"
#include "unit-property.h"
#include "units.h"

/* Every thread that has the value through this client, with what Restore gives it back: a(uts). */
static int append_threads(sd_bus_message *reply, uint32_t client, const struct held *held, enum lever lever) {
    struct selection own = {.client = client, .pid = held->pid, .start_time = held->start_time, .levers = 1u << lever};
    int outcome = sd_bus_message_open_container(reply, 'a', "(uts)");
    for (const struct change *row = NULL; outcome >= 0 && (row = changes_of_process(held->pid, row)) != NULL;) {
        if (!selected(&own, row)) continue;
        char before[VALUE_TEXT];
        lever_kind(lever)->format(&row->before, before);
        outcome = sd_bus_message_append(reply, "(uts)", (uint32_t)row->tid, row->thread_start, before);
    }
    return outcome < 0 ? outcome : sd_bus_message_close_container(reply);
}

/* Every property that is set through this client, with what was there before: a{st}. */
static int append_properties(sd_bus_message *reply, uint32_t client, const char *unit) {
    int outcome = sd_bus_message_open_container(reply, 'a', "{st}");
    for (size_t i = 0; i < unit_changes_count() && outcome >= 0; i++) {
        const struct unit_change *row = unit_changes_at(i);
        if (row->client != client || strcmp(row->unit, unit) != 0) continue;
        outcome = sd_bus_message_append(reply, "{st}", unit_properties[row->property].name, row->before);
    }
    return outcome < 0 ? outcome : sd_bus_message_close_container(reply);
}

static int end(const struct held *held, int signal, sd_bus_error *error) {
    int outcome = held_signal(held, signal);
    if (outcome == -ESRCH) return sd_bus_error_setf(error, ERROR_NO_SUCH_PROCESS, "There is no process %d.", held->pid);
    return outcome < 0 ? sd_bus_error_setf(error, ERROR_FAILED, "The signal: %s.", strerror(-outcome)) : 0;
}

int act(sd_bus_message *message, uint32_t client, const struct order *order, const struct held *held, sd_bus_error *error) {
    int outcome = 0;
    switch (order->kind) {
    case ORDER_ADJUST:
        outcome = apply(client, held, order->lever, &order->value, error);
        break;
    case ORDER_SIGNAL:
        outcome = end(held, order->signal, error);
        break;
    case ORDER_UNIT:
        outcome = unit_apply(sd_bus_message_get_bus(message), client, order, error);
        break;
    }
    if (outcome < 0) return outcome;

    sd_bus_message *reply = NULL;
    outcome = sd_bus_message_new_method_return(message, &reply);
    if (outcome >= 0 && order->kind == ORDER_ADJUST) outcome = append_threads(reply, client, held, order->lever);
    if (outcome >= 0 && order->kind == ORDER_UNIT) outcome = append_properties(reply, client, order->unit);
    if (outcome >= 0) outcome = sd_bus_send(NULL, reply, NULL);
    sd_bus_message_unref(reply);
    return outcome;
}
