/*
 * brainkernel-helper: changes how the kernel treats processes and units on behalf of clients of the system bus, as far
 * as polkit allows them, and gives everything back when they leave. The only part of BrainKernel that ever runs as root.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>

#include "audit.h"
#include "interface.h"
#include "memory.h"
#include "request.h"
#include "restore.h"
#include "units.h"

/* The service manager answers in milliseconds, unless it reloads itself. */
#define CALL_USEC ((uint64_t)10 * 1000000)

/* Exits when it has had nothing to do for so long; the bus starts it again. */
static uint64_t idle_usec = (uint64_t)30 * 1000000;

/* What one client changed, or with NO_CLIENT everything. */
static void give_everything_back(sd_bus *bus, uint32_t id, const struct client *client, const char *why) {
    size_t count = restore(&(struct selection){.client = id, .levers = ALL_LEVERS}, NULL, NULL);
    /* without a bus the service manager cannot be told: the next start will find the rows */
    if (unit_changes_count() > 0 && sd_bus_is_open(bus) > 0) count += unit_restore(bus, id, NULL, NULL, NULL);
    char target[64];
    snprintf(target, sizeof target, "%zu changes given back", count);
    if (count > 0) audit(client, why, target, NULL);
}

static void on_leave(sd_bus *bus, struct client *client) {
    requests_forget(client);
    give_everything_back(bus, client->id, client, "left");
}

static bool busy(void) {
    return changes_count() > 0 || unit_changes_count() > 0 || requests_pending() > 0;
}

/* Without its name no new message comes; those that came before are still answered, and may keep it here. */
static int leave_when_idle(sd_bus *bus) {
    int outcome = sd_bus_release_name(bus, BUS_NAME);
    while (outcome >= 0 && (outcome = sd_bus_process(bus, NULL)) > 0) continue;
    if (outcome < 0) return outcome;
    if (busy()) return sd_bus_request_name(bus, BUS_NAME, 0);
    sd_notify(0, "STOPPING=1");
    return sd_event_exit(sd_bus_get_event(bus), 0);
}

/* Every message restarts the clock. */
static uint64_t last_message;

/* Strikes when a start or a burst of messages is over. */
static sd_event_source *lull;

/* A sixth of the idle time: five seconds. */
static uint64_t lull_usec(void) {
    return idle_usec / 6;
}

static void await_lull(uint64_t usec) {
    sd_event_source_set_time_relative(lull, usec);
    sd_event_source_set_enabled(lull, SD_EVENT_ONESHOT);
}

static int on_lull(sd_event_source *source, uint64_t usec, void *userdata) {
    uint64_t over = last_message + lull_usec();
    if (usec < over) await_lull(over - usec);
    else memory_let_go();
    return 0;
}

static int on_message(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    int armed = SD_EVENT_OFF;
    sd_event_now(userdata, CLOCK_MONOTONIC, &last_message);
    if (sd_event_source_get_enabled(lull, &armed) >= 0 && armed == SD_EVENT_OFF) await_lull(lull_usec());
    return 0;
}

static int on_clock(sd_event_source *source, uint64_t usec, void *userdata) {
    sd_event_source_set_time_relative(source, idle_usec / 2);
    sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
    return !busy() && usec >= last_message + idle_usec ? leave_when_idle(userdata) : 0;
}

static int prepare(sd_event *event, sd_bus *bus) {
    int outcome = sd_bus_set_method_call_timeout(bus, CALL_USEC);
    if (outcome >= 0) outcome = sd_bus_set_exit_on_disconnect(bus, true);
    if (outcome >= 0) outcome = sd_bus_add_filter(bus, NULL, on_message, event);
    if (outcome >= 0) outcome = interface_add(bus);
    if (outcome >= 0) outcome = sd_bus_attach_event(bus, event, SD_EVENT_PRIORITY_NORMAL);
    if (outcome >= 0) outcome = sd_event_add_signal(event, NULL, SIGTERM, NULL, NULL);
    if (outcome >= 0) outcome = sd_event_add_signal(event, NULL, SIGINT, NULL, NULL);
    if (outcome >= 0) outcome = sd_event_add_time_relative(event, NULL, CLOCK_MONOTONIC, idle_usec, 0, on_clock, bus);
    if (outcome >= 0) outcome = sd_event_add_time_relative(event, &lull, CLOCK_MONOTONIC, lull_usec(), 0, on_lull, NULL);
    if (outcome < 0) return outcome;
    clients_on_leave(on_leave);
    give_everything_back(bus, NO_CLIENT, NULL, "recovered");
    return sd_bus_request_name(bus, BUS_NAME, 0);
}

static int serve(void) {
    sd_event *event = NULL;
    sd_bus *bus = NULL;
    int outcome = changes_open(getenv("RUNTIME_DIRECTORY"));
    if (outcome >= 0) outcome = sd_event_default(&event);
    if (outcome >= 0) outcome = sd_bus_open_system(&bus);
    if (outcome >= 0) outcome = prepare(event, bus);
    if (outcome >= 0) outcome = sd_event_loop(event);
    if (bus != NULL) {
        requests_forget(NULL);
        give_everything_back(bus, NO_CLIENT, NULL, "leaving");
        clients_forget();
        sd_bus_flush_close_unref(bus);
    }
    sd_event_source_unref(lull);
    sd_event_unref(event);
    return outcome;
}

int main(int count, char *arguments[]) {
    if (count == 2 && strncmp(arguments[1], "--idle=", 7) == 0) {
        idle_usec = strtoull(arguments[1] + 7, NULL, 10) * 1000000;
    } else if (count != 1) {
        fprintf(stderr, "usage: brainkernel-helper [--idle=SECONDS]\n");
        return 2;
    }
    sigset_t ours;
    sigemptyset(&ours);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    sigprocmask(SIG_BLOCK, &ours, NULL);
    umask(077);
    /* nobody reads our memory or attaches a debugger to it */
    prctl(PR_SET_DUMPABLE, 0);
    int outcome = serve();
    if (outcome < 0) fprintf(stderr, "brainkernel-helper: %s\n", strerror(-outcome));
    return outcome < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
