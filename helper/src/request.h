/*
 * The life of one order: look at the target, ask polkit, look again, act, answer. While polkit thinks, others are served.
 */
#pragma once
#include <systemd/sd-bus.h>

struct client;

/* Handler of every verb that changes something. */
int on_order(sd_bus_message *message, void *userdata, sd_bus_error *error);

/* Takes back what a client that has left was waiting for. */
void requests_forget(const struct client *client);

size_t requests_pending(void);
