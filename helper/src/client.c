#include "client.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "audit.h"
#include "errors.h"

/* So many connections are served at a time, so many of one user. */
enum { CLIENTS = 256, USER_CLIENTS = 32 };

/* Requests: a burst treats a browser of a hundred processes with every lever; then 100 a second. */
enum { BURST = 1000, EVERY_USEC = 10000 };

/* What users had left when a connection of theirs ended: a new one brings no new burst. */
enum { USERS = 64 };
static struct {
    uid_t uid;
    struct allowance allowance;
} users[USERS];

static struct client clients[CLIENTS]; /* one without an id is free */
static uint32_t last_id = NO_CLIENT;
static void (*leaving)(sd_bus *bus, struct client *client);

static uint64_t now_usec(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

static void refill(struct allowance *allowance) {
    uint64_t fresh = (now_usec() - allowance->as_of) / EVERY_USEC;
    allowance->requests = allowance->requests + fresh > BURST ? BURST : allowance->requests + fresh;
    allowance->as_of += fresh * EVERY_USEC;
}

/* The place of a user, or the one that was written longest ago. */
static size_t place_of_user(uid_t uid) {
    size_t oldest = 0;
    for (size_t i = 0; i < USERS; i++) {
        if (users[i].uid == uid) return i;
        if (users[i].allowance.as_of < users[oldest].allowance.as_of) oldest = i;
    }
    return oldest;
}

static struct allowance allowance_of(uid_t uid) {
    size_t place = place_of_user(uid);
    struct allowance allowance = {.requests = BURST, .as_of = now_usec()};
    if (users[place].uid == uid) allowance = users[place].allowance;
    refill(&allowance);
    return allowance;
}

/* The least of what its connections leave. */
static void remember(const struct client *client) {
    struct allowance known = allowance_of(client->uid), own = client->allowance;
    refill(&own);
    size_t place = place_of_user(client->uid);
    users[place].uid = client->uid;
    users[place].allowance = known.requests < own.requests ? known : own;
}

static void forget(struct client *client) {
    remember(client);
    sd_bus_track_unref(client->track);
    *client = (struct client){.id = NO_CLIENT};
}

static int on_left(sd_bus_track *track, void *userdata) {
    struct client *client = userdata;
    leaving(sd_bus_track_get_bus(track), client);
    forget(client);
    return 0;
}

static int uid_of_sender(sd_bus_message *message, uid_t *uid) {
    sd_bus_creds *credentials = NULL;
    int outcome = sd_bus_query_sender_creds(message, SD_BUS_CREDS_EUID, &credentials);
    if (outcome >= 0) outcome = sd_bus_creds_get_euid(credentials, uid);
    sd_bus_creds_unref(credentials);
    return outcome;
}

/* NULL when there is no room, for anybody or for this user. */
static struct client *free_place(uid_t uid) {
    struct client *place = NULL;
    unsigned of_user = 0;
    for (size_t i = 0; i < CLIENTS; i++) {
        if (clients[i].id != NO_CLIENT) of_user += clients[i].uid == uid;
        else if (place == NULL) place = &clients[i];
    }
    return of_user < USER_CLIENTS ? place : NULL;
}

/* 2^32 clients later the numbers begin anew: those that are taken are left out. */
static uint32_t fresh_id(void) {
    for (bool taken = true; taken;) {
        taken = ++last_id == NO_CLIENT;
        for (size_t i = 0; i < CLIENTS; i++) taken |= clients[i].id == last_id;
    }
    return last_id;
}

static struct client *welcome(sd_bus_message *message, const char *name, sd_bus_error *error) {
    uid_t uid;
    if (uid_of_sender(message, &uid) < 0) {
        sd_bus_error_setf(error, ERROR_NOT_AUTHORIZED, "The bus does not say who you are.");
        return NULL;
    }
    struct client *client = free_place(uid);
    if (client == NULL || strlen(name) >= sizeof client->name) {
        sd_bus_error_setf(error, ERROR_BUSY, "Too many clients.");
        return NULL;
    }
    client->id = fresh_id();
    client->uid = uid;
    client->allowance = allowance_of(uid);
    memcpy(client->name, name, strlen(name) + 1);
    if (sd_bus_track_new(sd_bus_message_get_bus(message), &client->track, on_left, client) < 0 ||
        sd_bus_track_add_sender(client->track, message) < 0) {
        forget(client);
        sd_bus_error_setf(error, ERROR_BUSY, "Your connection cannot be watched.");
        return NULL;
    }
    return client;
}

static bool takes_its_turn(struct client *client) {
    refill(&client->allowance);
    if (client->allowance.requests == 0) {
        /* one line in the log for a flood */
        if (client->refused++ == 0) audit(client, "flood", "refused from now on", ERROR_RATE_LIMITED);
        return false;
    }
    client->allowance.requests--;
    if (client->allowance.requests > BURST / 2) client->refused = 0;
    return true;
}

struct client *client_of(sd_bus_message *message, sd_bus_error *error) {
    const char *name = sd_bus_message_get_sender(message);
    if (name == NULL) {
        sd_bus_error_setf(error, ERROR_NOT_AUTHORIZED, "A message without a sender.");
        return NULL;
    }
    struct client *client = NULL;
    for (size_t i = 0; i < CLIENTS && client == NULL; i++) {
        if (clients[i].id != NO_CLIENT && strcmp(clients[i].name, name) == 0) client = &clients[i];
    }
    if (client == NULL) client = welcome(message, name, error);
    if (client == NULL || takes_its_turn(client)) return client;
    sd_bus_error_setf(error, ERROR_RATE_LIMITED, "Too many requests; 100 a second are served.");
    return NULL;
}

void clients_on_leave(void (*leave)(sd_bus *bus, struct client *client)) {
    leaving = leave;
}

void clients_forget(void) {
    for (size_t i = 0; i < CLIENTS; i++) {
        if (clients[i].id != NO_CLIENT) forget(&clients[i]);
    }
}
