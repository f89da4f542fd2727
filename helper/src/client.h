/* Who is on the other end: one connection to the bus, known by its unique name for as long as it lives. */
#pragma once
#include <systemd/sd-bus.h>

enum { NO_CLIENT = 0 }; /* rows of an earlier run belong to it */

/* How many requests are left, as of a moment in microseconds. */
struct allowance {
    uint64_t requests, as_of;
};

struct client {
    uint32_t id;
    uid_t uid;
    char name[256];
    sd_bus_track *track;
    struct allowance allowance;
    unsigned pending; /* requests that wait for an answer of polkit */
    unsigned refused; /* by the rate limit, in one flood */
};

/* The sender of a message, from its first message on. NULL with `error` set: Busy, RateLimited. */
struct client *client_of(sd_bus_message *message, sd_bus_error *error);

/* Called when a client has left the bus, before it is forgotten. */
void clients_on_leave(void (*leave)(sd_bus *bus, struct client *client));

/* Frees them all, without a word to anybody. */
void clients_forget(void);
