#include "units.h"

#include <stdlib.h>
#include <stdlib.h>
#include <string.h>

#include "errors.h"
#include "protected.h"
#include "restore.h"
#include "unit-property.h"

#define NAME "org.freedesktop.systemd1"
#define PATH "/org/freedesktop/systemd1"

static int failed(sd_bus_error *error, const sd_bus_error *cause) {
    return sd_bus_error_setf(error, ERROR_FAILED, "The service manager: %s",
                             cause->message == NULL ? "no answer" : cause->message);
}

/* Copies the unit's path on the bus; false with `cause` set when there is no such unit. */
static bool find(sd_bus *bus, const char *unit, char path[static 1024], sd_bus_error *cause) {
    sd_bus_message *reply = NULL;
    const char *found = NULL;
    int outcome = sd_bus_call_method(bus, NAME, PATH, NAME ".Manager", "GetUnit", cause, &reply, "s", unit);
    if (outcome >= 0) outcome = sd_bus_message_read(reply, "o", &found);
    bool fits = outcome > 0 && strlen(found) < 1024;
    if (fits) memcpy(path, found, strlen(found) + 1);
    sd_bus_message_unref(reply);
    return fits;
}

static const char *interface_of(const char *unit) {
    const char *kind = strrchr(unit, '.');
    return strcmp(kind, ".scope") == 0   ? NAME ".Scope"
           : strcmp(kind, ".slice") == 0 ? NAME ".Slice"
                                         : NAME ".Service";
}

static bool get(sd_bus *bus, const char *unit, unsigned property, uint64_t *number, sd_bus_error *cause) {
    char path[1024];
    if (!find(bus, unit, path, cause)) return false;
    return sd_bus_get_property_trivial(bus, NAME, path, interface_of(unit), unit_properties[property].name, cause, 't',
                                       number) >= 0;
}

static bool set(sd_bus *bus, const char *unit, unsigned property, uint64_t number, sd_bus_error *cause) {
    return sd_bus_call_method(bus, NAME, PATH, NAME ".Manager", "SetUnitProperties", cause, NULL, "sba(sv)", unit, true, 1,
                              unit_properties[property].name, "t", number) >= 0;
}

int unit_refuse_protected(const char *unit, sd_bus_error *error) {
    const char *what = protected_unit(unit);
    return what == NULL ? 0 : sd_bus_error_setf(error, ERROR_PROTECTED, "%s is %s and is never touched.", unit, what);
}

int unit_resolve(sd_bus *bus, struct order *order, sd_bus_error *error) {
    sd_bus_error cause = SD_BUS_ERROR_NULL;
    char path[1024];
    char *id = NULL;
    int outcome = 0;
    if (!find(bus, order->unit, path, &cause)) {
        outcome = sd_bus_error_has_name(&cause, NAME ".NoSuchUnit")
                      ? sd_bus_error_setf(error, ERROR_NO_SUCH_UNIT, "There is no unit %s.", order->unit)
                      : failed(error, &cause);
    } else if (sd_bus_get_property_string(bus, NAME, path, NAME ".Unit", "Id", &cause, &id) < 0) {
        outcome = failed(error, &cause);
    } else if (!unit_name_is_valid(id)) {
        outcome = sd_bus_error_setf(error, ERROR_NO_SUCH_UNIT, "There is no unit %s.", order->unit);
    } else {
        memcpy(order->unit, id, strlen(id) + 1);
        outcome = unit_refuse_protected(id, error);
    }
    sd_bus_error_free(&cause);
    free(id);
    return outcome;
}

/* The client's row, or NULL; `busy` when it is another client's. */
static struct unit_change *row_of(uint32_t client, const char *unit, unsigned property, bool *busy) {
    *busy = false;
    for (size_t i = 0; i < unit_changes_count(); i++) {
        struct unit_change *row = unit_changes_at(i);
        if (row->property != property || strcmp(row->unit, unit) != 0) continue;
        if (row->client == client) return row;
        *busy = true;
    }
    return NULL;
}

static int apply_property(sd_bus *bus, uint32_t client, const char *unit, unsigned property, uint64_t wanted,
                          sd_bus_error *error) {
    bool busy;
    struct unit_change *row = row_of(client, unit, property, &busy);
    if (busy) return sd_bus_error_setf(error, ERROR_BUSY, "Another client has changed %s.", unit);

    sd_bus_error cause = SD_BUS_ERROR_NULL;
    uint64_t current = PROPERTY_UNSET;
    bool fine = get(bus, unit, property, &current, &cause);
    if (fine && row != NULL && current == row->after) {
        if (current == wanted) return 0;
        /* back first: between two rows there is no moment at which neither would tell the truth */
        fine = set(bus, unit, property, row->before, &cause);
        current = row->before;
    }
    if (fine && row != NULL) unit_changes_remove((size_t)(row - unit_changes_at(0)));
    /* a value that is there already was set by a person, a unit file or another tool */
    if (fine && current == PROPERTY_UNSET) {
        struct unit_change change = {.client = client, .property = property, .before = current, .after = wanted};
        memcpy(change.unit, unit, strlen(unit) + 1);
        if (unit_changes_add(&change) == NULL) {
            return sd_bus_error_setf(error, ERROR_LIMIT_EXCEEDED, "More changes than are kept for one client.");
        }
        fine = set(bus, unit, property, wanted, &cause);
    }
    int outcome = fine ? 0 : failed(error, &cause);
    sd_bus_error_free(&cause);
    return outcome;
}

int unit_apply(sd_bus *bus, uint32_t client, const struct order *order, sd_bus_error *error) {
    int outcome = 0;
    for (unsigned property = 0; property < UNIT_PROPERTIES && outcome >= 0; property++) {
        if (!order->wanted[property]) continue;
        outcome = apply_property(bus, client, order->unit, property, order->property[property], error);
    }
    if (outcome < 0 && !sd_bus_error_has_name(error, ERROR_BUSY)) unit_restore(bus, client, order->unit, NULL, NULL);
    return outcome < 0 ? outcome : 0;
}

static enum outcome give_back_property(sd_bus *bus, const struct unit_change *row, uint64_t *found) {
    sd_bus_error cause = SD_BUS_ERROR_NULL;
    enum outcome outcome = OUTCOME_RESTORED;
    if (!get(bus, row->unit, row->property, found, &cause)) {
        outcome = sd_bus_error_has_name(&cause, NAME ".NoSuchUnit") ? OUTCOME_GONE : OUTCOME_FAILED;
    } else if (*found == row->after) {
        if (!set(bus, row->unit, row->property, row->before, &cause)) outcome = OUTCOME_FAILED;
    } else if (*found != row->before) {
        outcome = OUTCOME_DRIFTED;
    }
    sd_bus_error_free(&cause);
    return outcome;
}

size_t unit_restore(sd_bus *bus, uint32_t client, const char *unit, unit_report report, void *userdata) {
    size_t count = 0;
    for (size_t i = unit_changes_count(); i-- > 0;) {
        struct unit_change *row = unit_changes_at(i);
        if ((client != 0 && row->client != client) || (unit != NULL && strcmp(row->unit, unit) != 0)) continue;
        uint64_t found = 0;
        enum outcome outcome = give_back_property(bus, row, &found);
        if (report != NULL) report(userdata, row, outcome_names[outcome], found);
        unit_changes_remove(i);
        count++;
    }
    return count;
}
