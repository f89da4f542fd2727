/* Gives a process a value of a lever, on every thread, for one client. */
#pragma once
#include "lever.h"

/*
 * Threads that start meanwhile are met by another pass; what somebody chose for a thread is left. On failure the client's
 * changes of this lever on this process are given back. 0, or a negative errno with `error` set: Busy, LimitExceeded,
 * Failed.
 */
int apply(uint32_t client, const struct held *held, enum lever lever, const struct value *wanted, sd_bus_error *error);
