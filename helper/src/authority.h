/* polkit, by plain D-Bus: may the sender of a message do this? The answer comes later. */
#pragma once
#include <stdbool.h>
#include <systemd/sd-bus.h>

enum verdict { VERDICT_YES, VERDICT_NO, VERDICT_CHALLENGE, VERDICT_DISMISSED, VERDICT_OVERLOADED, VERDICT_UNAVAILABLE };

struct detail {
    const char *key, *value;
};

struct question;

/*
 * Asks whether the connection `subject` may do `action`; polkit shows `details` (ended by a NULL key) in its dialog, which
 * it may open when `interactive`. `answer` is called once, unless the question is forgotten first. 0 or a negative errno.
 */
int authority_ask(sd_bus *bus, const char *subject, const char *action, const struct detail *details, bool interactive,
                  void (*answer)(enum verdict verdict, void *userdata), void *userdata, struct question **question);

/* Takes a question back; an open dialog closes. To be called for every question in the end. */
void authority_forget(struct question *question);
