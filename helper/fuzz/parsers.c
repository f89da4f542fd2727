/*
 * libFuzzer target for everything that reads what others wrote: the arguments of every verb, files of /proc, names of
 * units, text on its way into a log. The first byte chooses which; what was accepted must be within its bounds.
 *   make -C helper fuzz && helper/build/fuzz/parsers -max_total_time=60 helper/fuzz/seeds
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <systemd/sd-bus.h>

#include "audit.h"
#include "order.h"
#include "protected.h"
#include "refusal.h"
#include "stat-line.h"
#include "unit-property.h"

#define REQUIRE(condition) \
    if (!(condition)) abort()

struct input {
    const uint8_t *data;
    size_t size;
};

static uint64_t take(struct input *input, size_t size) {
    uint64_t number = 0;
    if (size > input->size) size = input->size;
    memcpy(&number, input->data, size);
    input->data += size;
    input->size -= size;
    return number;
}

/* A text of at most 511 bytes; the bus lets none through that is no UTF-8, so the rest becomes a dot. */
static const char *take_text(struct input *input) {
    static char text[512];
    size_t length = take(input, 2) % sizeof text;
    if (length > input->size) length = input->size;
    for (size_t i = 0; i < length; i++) text[i] = (char)(input->data[i] == 0 || input->data[i] > 126 ? '.' : input->data[i]);
    text[length] = '\0';
    input->data += length;
    input->size -= length;
    return text;
}

/* Nobody reads the other end: messages are made and read here. */
static sd_bus *unconnected(void) {
    static sd_bus *bus;
    if (bus != NULL) return bus;
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) == 0);
    REQUIRE(sd_bus_new(&bus) >= 0 && sd_bus_set_fd(bus, ends[0], ends[0]) >= 0 && sd_bus_start(bus) >= 0);
    return bus;
}

/* Appends values of the signature's types, out of the input. */
static void append(sd_bus_message *message, const char *signature, struct input *input) {
    for (; *signature != '\0'; signature++) {
        if (*signature == 'u') sd_bus_message_append(message, "u", (uint32_t)take(input, 4));
        if (*signature == 'i') sd_bus_message_append(message, "i", (int32_t)take(input, 4));
        if (*signature == 't') sd_bus_message_append(message, "t", take(input, 8));
        if (*signature == 's') sd_bus_message_append(message, "s", take_text(input));
        if (*signature != 'a') continue;
        const char *element = signature[1] == 'u' ? "u" : signature[1] == 's' ? "s" : "{st}";
        sd_bus_message_open_container(message, 'a', element);
        while (input->size > 0 && (take(input, 1) & 15) != 0) {
            if (element[0] == 'u') sd_bus_message_append(message, "u", (uint32_t)take(input, 2));
            else if (element[0] == 's') sd_bus_message_append(message, "s", take_text(input));
            else {
                static const char *const names[] = {"CPUWeight", "IOWeight", "CPUQuotaPerSecUSec", "MemoryHigh"};
                uint64_t choice = take(input, 1);
                const char *name = choice < 4 ? names[choice] : take_text(input);
                sd_bus_message_append(message, "{st}", name, take(input, 8));
            }
        }
        sd_bus_message_close_container(message);
        signature += strlen(element);
    }
}

/* One message with that signature; NULL when a text in it was refused. */
static sd_bus_message *message_of(const char *signature, struct input *input) {
    sd_bus_message *message = NULL;
    REQUIRE(sd_bus_message_new_method_call(unconnected(), &message, NULL, "/", "a.b", "C") >= 0);
    append(message, signature, input);
    if (sd_bus_message_seal(message, 1, 0) >= 0) return message;
    sd_bus_message_unref(message);
    return NULL;
}

static void check_order(const struct order *order) {
    if (order->kind == ORDER_UNIT) {
        REQUIRE(unit_name_is_valid(order->unit));
        for (unsigned i = 0; i < UNIT_PROPERTIES; i++) {
            if (!order->wanted[i]) continue;
            REQUIRE(order->property[i] >= unit_properties[i].least && order->property[i] <= unit_properties[i].most);
        }
        return;
    }
    if (order->kind != ORDER_ADJUST) return;
    REQUIRE(order->lever < LEVERS);
    char text[VALUE_TEXT];
    lever_kind(order->lever)->format(&order->value, text);
    REQUIRE(text[0] != '\0' && strlen(text) < sizeof text);
    int64_t number = order->value.number;
    if (order->lever == LEVER_NICE) REQUIRE(number >= -20 && number <= 19);
    if (order->lever == LEVER_OOM_SCORE) REQUIRE(number >= 0 && number <= 1000);
    if (order->lever == LEVER_AFFINITY) REQUIRE(CPU_COUNT(&order->value.cpus) > 0);
}

static const struct {
    const char *verb, *signature;
} verbs[] = {
    {"SetNice", "uti"}, {"SetIoPriority", "utsu"}, {"SetSchedPolicy", "uts"}, {"SetAffinity", "utau"},
    {"SetOomScoreAdj", "uti"}, {"SetUnitProperties", "sa{st}"}, {"Freeze", "ut"}, {"Signal", "uts"},
};
enum { VERBS = sizeof verbs / sizeof verbs[0] };

/* Every verb's parser meets its own signature, and any other's: sd-bus refuses those, and so must we. */
static void parse_order(struct input *input) {
    size_t verb = take(input, 1) % VERBS, other = take(input, 1);
    bool own = other < 192;
    sd_bus_message *message = message_of(verbs[own ? verb : other % VERBS].signature, input);
    if (message == NULL) return;
    struct order order = {.kind = ORDER_ADJUST};
    sd_bus_error error = SD_BUS_ERROR_NULL;
    int outcome = order_parser_of(verbs[verb].verb)(message, &order, &error);
    REQUIRE((outcome < 0) == (bool)sd_bus_error_is_set(&error));
    if (outcome >= 0) check_order(&order);
    sd_bus_error_free(&error);
    sd_bus_message_unref(message);
}

static void parse_which_to_restore(struct input *input) {
    sd_bus_message *message = message_of("utas", input);
    if (message == NULL) return;
    uint32_t pid;
    uint64_t start_time;
    unsigned levers;
    sd_bus_error error = SD_BUS_ERROR_NULL;
    int outcome = parse_restore(message, &pid, &start_time, &levers, &error);
    REQUIRE((outcome < 0) == (bool)sd_bus_error_is_set(&error));
    if (outcome >= 0) REQUIRE(pid > 0 && pid <= INT32_MAX && levers != 0 && levers < 1u << LEVERS);
    sd_bus_error_free(&error);
    sd_bus_message_unref(message);
}

static void parse_text(uint64_t which, const char *text) {
    struct stat_line line;
    uid_t uids[4];
    char copy[32];
    switch (which) {
    case 0:
        if (stat_line_parse(text, &line)) {
            REQUIRE(memchr(line.comm, '\0', sizeof line.comm) != NULL);
            stat_line_is_ordinary(&line);
        }
        break;
    case 1:
        status_uids(text, uids);
        break;
    case 2:
        protected_cgroup(text);
        protected_program(text);
        is_package_manager(text);
        break;
    case 3:
        if (unit_name_is_valid(text)) {
            REQUIRE(strlen(text) < sizeof((struct order *)0)->unit && strpbrk(text, "/\n ") == NULL);
            protected_unit(text);
        }
        unit_property_named(text);
        lever_named(text);
        break;
    default:
        printable(text, copy, sizeof copy);
        REQUIRE(strlen(copy) < sizeof copy);
        for (const char *at = copy; *at != '\0'; at++) REQUIRE(*at >= ' ' && *at <= '~');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct input input = {data, size};
    uint64_t which = take(&input, 1) % 8;
    if (which < 2) parse_order(&input);
    else if (which == 2) parse_which_to_restore(&input);
    else {
        char *text = malloc(input.size + 1);
        REQUIRE(text != NULL);
        if (input.size > 0) memcpy(text, input.data, input.size);
        text[input.size] = '\0';
        parse_text(which - 3, text);
        free(text);
    }
    return 0;
}
