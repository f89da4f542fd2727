/* Units of the system's service manager: their weights and limits, until the next boot at most. */
#pragma once
#include "changes.h"
#include "order.h"

/* By its name alone. 0, or a negative errno with `error` set: Protected. */
int unit_refuse_protected(const char *unit, sd_bus_error *error);

/* Puts the unit's own name in place of an alias and refuses what is protected. Errors: NoSuchUnit, Protected, Failed. */
int unit_resolve(sd_bus *bus, struct order *order, sd_bus_error *error);

/*
 * Sets what nobody has set, for one client. On failure what the client changed of this unit is given back. Errors: Busy,
 * LimitExceeded, Failed.
 */
int unit_apply(sd_bus *bus, uint32_t client, const struct order *order, sd_bus_error *error);

typedef void (*unit_report)(void *userdata, const struct unit_change *change, const char *outcome, uint64_t found);

/* Gives back what still has our value: of one client, or with NO_CLIENT of all; of one unit, or with NULL of all. */
size_t unit_restore(sd_bus *bus, uint32_t client, const char *unit, unit_report report, void *userdata);
