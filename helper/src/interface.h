/* org.brainkernel.Helper1: the closed list of verbs, as org.brainkernel.Helper1.xml documents it. */
#pragma once
#include <systemd/sd-bus.h>

#define BUS_NAME "org.brainkernel.Helper1"
#define OBJECT_PATH "/org/brainkernel/Helper1"

/* Raised when a verb changes its meaning or its signature. */
enum { INTERFACE_VERSION = 1 };

int interface_add(sd_bus *bus);
