/* What is never touched, whatever the client says and whoever authorised it. Names only: pure. */
#pragma once
#include <stdbool.h>

/* By the name of a main thread, as in /proc/PID/comm. NULL, or what it is, as in "the display server". */
const char *protected_program(const char *comm);

/* A package manager: neither it nor what it started is disturbed while it works. */
bool is_package_manager(const char *comm);

/* By the name of a systemd unit. NULL, or what it is. */
const char *protected_unit(const char *unit);

/* The same for the content of /proc/PID/cgroup: any unit on the way. */
const char *protected_cgroup(const char *content);
