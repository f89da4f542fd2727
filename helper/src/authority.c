#include "authority.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME "org.freedesktop.PolicyKit1"
#define PATH "/org/freedesktop/PolicyKit1/Authority"
#define INTERFACE NAME ".Authority"

enum { ALLOW_USER_INTERACTION = 1 };

/* How long a person may think about a password; without a dialog polkit answers in milliseconds. */
#define PROMPT_USEC ((uint64_t)180 * 1000000)
#define PLAIN_USEC ((uint64_t)20 * 1000000)

struct question {
    sd_bus *bus;
    sd_bus_slot *slot;
    bool answered;
    void (*answer)(enum verdict verdict, void *userdata);
    void *userdata;
    char cancellation[32];
};

static enum verdict verdict_of(sd_bus_message *reply) {
    const sd_bus_error *error = sd_bus_message_get_error(reply);
    if (error != NULL) {
        return sd_bus_error_has_name(error, SD_BUS_ERROR_LIMITS_EXCEEDED) ? VERDICT_OVERLOADED : VERDICT_UNAVAILABLE;
    }
    int authorized, challenge;
    if (sd_bus_message_enter_container(reply, 'r', "bba{ss}") < 0 ||
        sd_bus_message_read(reply, "bb", &authorized, &challenge) < 0) {
        return VERDICT_UNAVAILABLE;
    }
    if (authorized) return VERDICT_YES;
    if (sd_bus_message_enter_container(reply, 'a', "{ss}") < 0) return VERDICT_UNAVAILABLE;
    const char *key, *value;
    bool dismissed = false;
    while (sd_bus_message_read(reply, "{ss}", &key, &value) > 0) dismissed |= strcmp(key, "polkit.dismissed") == 0;
    return dismissed ? VERDICT_DISMISSED : challenge ? VERDICT_CHALLENGE : VERDICT_NO;
}

static int on_reply(sd_bus_message *reply, void *userdata, sd_bus_error *unused) {
    struct question *question = userdata;
    const sd_bus_error *error = sd_bus_message_get_error(reply);
    /* a dialog that nobody answered is closed when the question is forgotten */
    question->answered = error == NULL || !sd_bus_error_has_name(error, SD_BUS_ERROR_NO_REPLY);
    question->answer(verdict_of(reply), question->userdata);
    return 0;
}

static int write_question(sd_bus_message *call, const char *subject, const char *action, const struct detail *details,
                          bool interactive, const char *cancellation) {
    int outcome = sd_bus_message_append(call, "(sa{sv})s", "system-bus-name", 1, "name", "s", subject, action);
    if (outcome >= 0) outcome = sd_bus_message_open_container(call, 'a', "{ss}");
    for (; outcome >= 0 && details->key != NULL; details++) {
        outcome = sd_bus_message_append(call, "{ss}", details->key, details->value);
    }
    if (outcome >= 0) outcome = sd_bus_message_close_container(call);
    if (outcome < 0) return outcome;
    return sd_bus_message_append(call, "us", interactive ? ALLOW_USER_INTERACTION : 0, cancellation);
}

int authority_ask(sd_bus *bus, const char *subject, const char *action, const struct detail *details, bool interactive,
                  void (*answer)(enum verdict verdict, void *userdata), void *userdata, struct question **question) {
    static uint64_t questions;
    struct question *asked = calloc(1, sizeof *asked);
    if (asked == NULL) return -ENOMEM;
    asked->bus = sd_bus_ref(bus);
    asked->answer = answer;
    asked->userdata = userdata;
    snprintf(asked->cancellation, sizeof asked->cancellation, "%" PRIu64, ++questions);

    sd_bus_message *call = NULL;
    int outcome = sd_bus_message_new_method_call(bus, &call, NAME, PATH, INTERFACE, "CheckAuthorization");
    if (outcome >= 0) outcome = write_question(call, subject, action, details, interactive, asked->cancellation);
    if (outcome >= 0) {
        outcome = sd_bus_call_async(bus, &asked->slot, call, on_reply, asked, interactive ? PROMPT_USEC : PLAIN_USEC);
    }
    sd_bus_message_unref(call);
    if (outcome < 0) {
        asked->answered = true;
        authority_forget(asked);
        return outcome;
    }
    *question = asked;
    return 0;
}

void authority_forget(struct question *question) {
    if (question == NULL) return;
    if (!question->answered) {
        sd_bus_call_method_async(question->bus, NULL, NAME, PATH, INTERFACE, "CancelCheckAuthorization", NULL, NULL, "s",
                                 question->cancellation);
    }
    sd_bus_slot_unref(question->slot);
    sd_bus_unref(question->bus);
    free(question);
}
