#include "request.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "act.h"
#include "audit.h"
#include "authority.h"
#include "errors.h"
#include "refusal.h"
#include "units.h"

/* The bus lets a connection wait for 128 answers at a time: ours from polkit are bounded below that. */
enum { PENDING = 96, CLIENT_PENDING = 48 };

#define ACTION(name) "org.brainkernel.helper." name

struct request {
    struct request *next;
    sd_bus_message *message;
    struct client *client;
    struct order order;
    struct held held;
    struct stat_line line; /* as it was at the first look */
    bool own, prompts;
    char target[320]; /* for the log */
    struct question *question;
};

static struct request *requests;
static size_t pending;

static void request_free(struct request *request) {
    struct request **place = &requests;
    while (*place != NULL && *place != request) place = &(*place)->next;
    if (*place != NULL) {
        *place = request->next;
        request->client->pending--;
        pending--;
    }
    authority_forget(request->question);
    held_close(&request->held);
    sd_bus_message_unref(request->message);
    free(request);
}

/* Answers, writes the line of the log, and ends the request. */
static void conclude(struct request *request, int outcome, sd_bus_error *error) {
    const char *verb = sd_bus_message_get_member(request->message);
    if (outcome < 0 && !sd_bus_error_is_set(error)) sd_bus_error_setf(error, ERROR_FAILED, "Out of memory.");
    audit(request->client, verb, request->target, outcome < 0 ? error->name : NULL);
    if (outcome < 0) sd_bus_reply_method_error(request->message, error);
    sd_bus_error_free(error);
    request_free(request);
}

/* One action for each kind of risk. What a person could do to an own process anyway needs no more than a seat. */
static const char *action_of(const struct request *request) {
    if (request->order.kind == ORDER_UNIT) return ACTION("units");
    if (request->own) return ACTION("adjust-own");
    if (request->order.kind == ORDER_SIGNAL) return ACTION("end");
    return request->order.lever == LEVER_FREEZE ? ACTION("freeze") : ACTION("adjust-other");
}

/* Whom it is about. Done again after polkit has answered: it may have become another program, of another user. */
static int look(struct request *request, sd_bus_error *error) {
    if (request->order.kind == ORDER_UNIT) return unit_refuse_protected(request->order.unit, error);
    struct stat_line now;
    if (request->held.pidfd < 0) {
        int outcome = held_open(&request->held, request->order.pid, request->order.start_time, &now, error);
        if (outcome < 0) return outcome;
        request->line = now;
    } else if (!held_stat(&request->held, &now)) {
        return sd_bus_error_setf(error, ERROR_NO_SUCH_PROCESS, "There is no process %u.", request->order.pid);
    }
    request->own = belongs_to(&request->held, request->client->uid);
    return refuse_protected(&request->held, &now, error);
}

static void act_and_answer(struct request *request) {
    sd_bus_error error = SD_BUS_ERROR_NULL;
    int outcome = 0;
    /* the service manager has to answer nobody who is not allowed to ask */
    if (request->order.kind == ORDER_UNIT) {
        outcome = unit_resolve(sd_bus_message_get_bus(request->message), &request->order, &error);
    }
    if (outcome >= 0) outcome = act(request->message, request->client->id, &request->order, &request->held, &error);
    conclude(request, outcome, &error);
}

static int refusal_of(enum verdict verdict, sd_bus_error *error) {
    switch (verdict) {
    case VERDICT_YES:
        return 0;
    case VERDICT_CHALLENGE:
        return sd_bus_error_setf(error, ERROR_CHALLENGE_NEEDED, "A person has to confirm this with a password.");
    case VERDICT_DISMISSED:
        return sd_bus_error_setf(error, ERROR_DISMISSED, "The password dialog was dismissed.");
    case VERDICT_OVERLOADED:
        return sd_bus_error_setf(error, ERROR_BUSY, "Too many questions for polkit at a time.");
    case VERDICT_UNAVAILABLE:
        return sd_bus_error_setf(error, ERROR_NOT_AUTHORIZED, "polkit does not answer.");
    default:
        return sd_bus_error_setf(error, ERROR_NOT_AUTHORIZED, "polkit does not allow you this.");
    }
}

static void on_verdict(enum verdict verdict, void *userdata) {
    struct request *request = userdata;
    sd_bus_error error = SD_BUS_ERROR_NULL;
    const char *asked = action_of(request);
    int outcome = refusal_of(verdict, &error);
    if (outcome == 0) outcome = look(request, &error);
    if (outcome >= 0 && action_of(request) != asked) {
        outcome = sd_bus_error_setf(&error, ERROR_NOT_AUTHORIZED, "The process has changed its owner meanwhile.");
    }
    if (outcome < 0) conclude(request, outcome, &error);
    else act_and_answer(request);
}

static bool dialog_is_open(uid_t uid) {
    const struct request *request = requests;
    while (request != NULL && !(request->prompts && request->client->uid == uid)) request = request->next;
    return request != NULL;
}

static int ask(struct request *request, sd_bus_error *error) {
    struct client *client = request->client;
    /* one dialog at a time for a user: what is asked meanwhile is answered without one */
    bool allowed = sd_bus_message_get_allow_interactive_authorization(request->message) > 0;
    request->prompts = allowed && !dialog_is_open(client->uid);
    if (pending >= PENDING || client->pending >= CLIENT_PENDING) {
        return sd_bus_error_setf(error, ERROR_BUSY, "Your earlier requests wait for their answers.");
    }
    struct detail details[] = {
        {"target", request->target}, {"verb", sd_bus_message_get_member(request->message)}, {NULL, NULL}};
    int outcome = authority_ask(sd_bus_message_get_bus(request->message), client->name, action_of(request), details,
                                request->prompts, on_verdict, request, &request->question);
    if (outcome < 0) return outcome;
    request->next = requests;
    requests = request;
    client->pending++;
    pending++;
    return 0;
}

/* What the log and a dialog call it. */
static void name_target(struct request *request) {
    if (request->order.kind == ORDER_UNIT) {
        char unit[UNIT_NAME];
        printable(request->order.unit, unit, sizeof unit);
        snprintf(request->target, sizeof request->target, "%s", unit);
    } else if (request->held.pidfd >= 0) {
        char name[sizeof request->line.comm];
        printable(request->line.comm, name, sizeof name);
        snprintf(request->target, sizeof request->target, "%s (process %u)", name, request->order.pid);
    } else {
        snprintf(request->target, sizeof request->target, "process %u", request->order.pid);
    }
}

int on_order(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    struct client *client = client_of(message, error);
    if (client == NULL) return -EBUSY;
    struct request *request = calloc(1, sizeof *request);
    if (request == NULL) return -ENOMEM;
    request->message = sd_bus_message_ref(message);
    request->client = client;
    request->held = NOBODY_HELD;

    sd_bus_error failure = SD_BUS_ERROR_NULL;
    int outcome = order_parser_of(sd_bus_message_get_member(message))(message, &request->order, &failure);
    if (outcome >= 0) outcome = look(request, &failure);
    name_target(request);
    /* root needs nobody's leave */
    if (outcome >= 0 && client->uid != 0) outcome = ask(request, &failure);
    if (outcome < 0) conclude(request, outcome, &failure);
    else if (client->uid == 0) act_and_answer(request);
    return 1;
}

void requests_forget(const struct client *client) {
    for (struct request *request = requests, *next; request != NULL; request = next) {
        next = request->next;
        if (client == NULL || request->client == client) request_free(request);
    }
}

size_t requests_pending(void) {
    return pending;
}
