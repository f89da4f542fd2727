/* One line for each action, in the journal with its fields, else on standard error. */
#pragma once
#include "client.h"

/*
 * `client` may be NULL: nobody asked. `target` is already printable. `error` is a D-Bus error name, or NULL when it was
 * done.
 */
void audit(const struct client *client, const char *verb, const char *target, const char *error);

/* Copies what a program calls itself; whatever a terminal, a log or a dialog might interpret becomes `?`. */
void printable(const char *name, char *text, size_t size);
