#include "own-changes.h"

#include <errno.h>
#include <stdio.h>

#include "audit.h"
#include "errors.h"
#include "order.h"
#include "restore.h"
#include "unit-property.h"
#include "units.h"

/* Processes: (pid, start, tid, thread start, lever, X, Y). Units: (unit, property, X, number). */
#define THREAD_ROW "(ututsss)"
#define UNIT_ROW "(ssst)"

static void report_thread(void *userdata, const struct change *row, enum outcome outcome, const struct value *found) {
    const struct lever_kind *kind = lever_kind(row->lever);
    char text[VALUE_TEXT] = "";
    if (found != NULL) kind->format(found, text);
    /* a failure stays with the message: sending it fails then */
    sd_bus_message_append(userdata, THREAD_ROW, (uint32_t)row->pid, row->start_time, (uint32_t)row->tid, row->thread_start,
                          kind->name, outcome_names[outcome], text);
}

static void report_unit(void *userdata, const struct unit_change *row, const char *outcome, uint64_t found) {
    sd_bus_message_append(userdata, UNIT_ROW, row->unit, unit_properties[row->property].name, outcome, found);
}

static int send(sd_bus_message *reply, int outcome) {
    if (outcome >= 0) outcome = sd_bus_send(NULL, reply, NULL);
    sd_bus_message_unref(reply);
    return outcome;
}

/* Answers with a(ututsss), or says that there was nothing. */
static int restore_and_answer(sd_bus_message *message, const struct client *client, const struct selection *selection,
                              sd_bus_error *error) {
    sd_bus_message *reply = NULL;
    int outcome = sd_bus_message_new_method_return(message, &reply);
    if (outcome >= 0) outcome = sd_bus_message_open_container(reply, 'a', THREAD_ROW);
    size_t count = outcome < 0 ? 0 : restore(selection, report_thread, reply);
    if (outcome >= 0) outcome = sd_bus_message_close_container(reply);
    if (count == 0) {
        sd_bus_message_unref(reply);
        return sd_bus_error_setf(error, ERROR_NOT_HELD, "You have not changed that of process %d.", selection->pid);
    }
    char target[64];
    snprintf(target, sizeof target, "%zu changes of process %d", count, selection->pid);
    audit(client, sd_bus_message_get_member(message), target, NULL);
    return send(reply, outcome);
}

int on_restore(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    const struct client *client = client_of(message, error);
    if (client == NULL) return -EBUSY;
    struct selection selection = {.client = client->id};
    uint32_t pid;
    int outcome = parse_restore(message, &pid, &selection.start_time, &selection.levers, error);
    if (outcome < 0) return outcome;
    selection.pid = (pid_t)pid;
    return restore_and_answer(message, client, &selection, error);
}

int on_thaw(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    const struct client *client = client_of(message, error);
    if (client == NULL) return -EBUSY;
    struct selection selection = {.client = client->id, .levers = 1u << LEVER_FREEZE};
    uint32_t pid;
    if (sd_bus_message_read(message, "ut", &pid, &selection.start_time) <= 0 || pid == 0 || pid > INT32_MAX) {
        return sd_bus_error_setf(error, ERROR_BAD_ARGUMENT, "That is no process.");
    }
    selection.pid = (pid_t)pid;
    return restore_and_answer(message, client, &selection, error);
}

int on_restore_unit(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    const struct client *client = client_of(message, error);
    if (client == NULL) return -EBUSY;
    const char *unit;
    if (sd_bus_message_read(message, "s", &unit) <= 0 || !unit_name_is_valid(unit)) {
        return sd_bus_error_setf(error, ERROR_BAD_ARGUMENT, "That is no name of a service, a scope or a slice.");
    }
    sd_bus_message *reply = NULL;
    int outcome = sd_bus_message_new_method_return(message, &reply);
    if (outcome >= 0) outcome = sd_bus_message_open_container(reply, 'a', UNIT_ROW);
    size_t count = outcome < 0 ? 0 : unit_restore(sd_bus_message_get_bus(message), client->id, unit, report_unit, reply);
    if (outcome >= 0) outcome = sd_bus_message_close_container(reply);
    if (count == 0) {
        sd_bus_message_unref(reply);
        return sd_bus_error_setf(error, ERROR_NOT_HELD, "You have not changed %s.", unit);
    }
    audit(client, "RestoreUnit", unit, NULL);
    return send(reply, outcome);
}

int on_restore_all(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    const struct client *client = client_of(message, error);
    if (client == NULL) return -EBUSY;
    sd_bus_message *reply = NULL;
    int outcome = sd_bus_message_new_method_return(message, &reply);
    if (outcome >= 0) outcome = sd_bus_message_open_container(reply, 'a', THREAD_ROW);
    /* given back whether or not the answer can be written */
    size_t count = restore(&(struct selection){.client = client->id, .levers = ALL_LEVERS},
                           outcome < 0 ? NULL : report_thread, reply);
    if (outcome >= 0) outcome = sd_bus_message_close_container(reply);
    if (outcome >= 0) outcome = sd_bus_message_open_container(reply, 'a', UNIT_ROW);
    count += unit_restore(sd_bus_message_get_bus(message), client->id, NULL, outcome < 0 ? NULL : report_unit, reply);
    if (outcome >= 0) outcome = sd_bus_message_close_container(reply);
    char target[64];
    snprintf(target, sizeof target, "%zu changes", count);
    if (count > 0) audit(client, "RestoreAll", target, NULL);
    return send(reply, outcome);
}

static void append_held_thread(sd_bus_message *reply, const struct change *row) {
    const struct lever_kind *kind = lever_kind(row->lever);
    char before[VALUE_TEXT], after[VALUE_TEXT];
    kind->format(&row->before, before);
    kind->format(&row->after, after);
    sd_bus_message_append(reply, THREAD_ROW, (uint32_t)row->pid, row->start_time, (uint32_t)row->tid, row->thread_start,
                          kind->name, before, after);
}

int on_status(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    const struct client *client = client_of(message, error);
    if (client == NULL) return -EBUSY;
    sd_bus_message *reply = NULL;
    int outcome = sd_bus_message_new_method_return(message, &reply);
    if (outcome >= 0) outcome = sd_bus_message_open_container(reply, 'a', THREAD_ROW);
    for (size_t i = 0; i < changes_count() && outcome >= 0; i++) {
        const struct change *row = changes_at(i);
        if (row->client == client->id) append_held_thread(reply, row);
    }
    if (outcome >= 0) outcome = sd_bus_message_close_container(reply);
    if (outcome >= 0) outcome = sd_bus_message_open_container(reply, 'a', "(sstt)");
    for (size_t i = 0; i < unit_changes_count() && outcome >= 0; i++) {
        const struct unit_change *row = unit_changes_at(i);
        if (row->client != client->id) continue;
        outcome = sd_bus_message_append(reply, "(sstt)", row->unit, unit_properties[row->property].name, row->before,
                                        row->after);
    }
    if (outcome >= 0) outcome = sd_bus_message_close_container(reply);
    return send(reply, outcome);
}
