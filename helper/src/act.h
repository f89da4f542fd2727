/* Does what was ordered and authorised, and answers with what was there before. */
#pragma once
#include "held.h"
#include "order.h"

int act(sd_bus_message *message, uint32_t client, const struct order *order, const struct held *held, sd_bus_error *error);
