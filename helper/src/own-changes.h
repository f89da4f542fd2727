/* The verbs about what a client has changed itself: nobody has to allow them. */
#pragma once
#include <systemd/sd-bus.h>

int on_thaw(sd_bus_message *message, void *userdata, sd_bus_error *error);
int on_restore(sd_bus_message *message, void *userdata, sd_bus_error *error);
int on_restore_unit(sd_bus_message *message, void *userdata, sd_bus_error *error);
int on_restore_all(sd_bus_message *message, void *userdata, sd_bus_error *error);
int on_status(sd_bus_message *message, void *userdata, sd_bus_error *error);
