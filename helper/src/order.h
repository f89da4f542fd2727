/* What a client asks for: a message parsed, every number within its bounds. Nothing has been looked at yet. */
#pragma once
#include "lever.h"

enum { UNIT_PROPERTIES = 4 };

enum order_kind { ORDER_ADJUST, ORDER_SIGNAL, ORDER_UNIT };

struct order {
    enum order_kind kind;
    uint32_t pid;
    uint64_t start_time;
    enum lever lever;
    struct value value;
    int signal;
    char unit[256];
    bool wanted[UNIT_PROPERTIES];
    uint64_t property[UNIT_PROPERTIES];
};

/* Fills `order` from the arguments of a verb. 0, or a negative errno with `error` set. */
typedef int (*order_parser)(sd_bus_message *message, struct order *order, sd_bus_error *error);

/* The parser of a verb that changes something; NULL for any other. */
order_parser order_parser_of(const char *verb);

/* A process and levers, as Restore names them; no lever means all. */
int parse_restore(sd_bus_message *message, uint32_t *pid, uint64_t *start_time, unsigned *levers, sd_bus_error *error);
