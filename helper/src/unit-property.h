/* Properties of units that may be set, systemd.resource-control(5): each a number of type t, with its bounds. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "order.h"

struct unit_property {
    const char *name;
    uint64_t least, most;
};

extern const struct unit_property unit_properties[UNIT_PROPERTIES];

/* systemd's "not set". */
#define PROPERTY_UNSET UINT64_MAX

/* The property of that name, or UNIT_PROPERTIES. */
unsigned unit_property_named(const char *name);

/* A unit's name as systemd writes it, of a kind that has these properties: a service, a scope or a slice. */
bool unit_name_is_valid(const char *name);
