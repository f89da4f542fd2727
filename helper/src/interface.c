#include "interface.h"

#include "client.h"
#include "own-changes.h"
#include "request.h"

static int on_version(sd_bus_message *message, void *userdata, sd_bus_error *error) {
    return sd_bus_reply_method_return(message, "su", VERSION, INTERFACE_VERSION);
}

#define VERB SD_BUS_METHOD_WITH_ARGS
#define ANYBODY SD_BUS_VTABLE_UNPRIVILEGED
#define PROCESS "u", pid, "t", start_time
#define BEFORE SD_BUS_RESULT("a(uts)", before)

/* Anybody may call: who may do what is asked of polkit. */
static const sd_bus_vtable vtable[] = {
    SD_BUS_VTABLE_START(0),
    VERB("SetNice", SD_BUS_ARGS(PROCESS, "i", nice), BEFORE, on_order, ANYBODY),
    VERB("SetIoPriority", SD_BUS_ARGS(PROCESS, "s", class, "u", level), BEFORE, on_order, ANYBODY),
    VERB("SetSchedPolicy", SD_BUS_ARGS(PROCESS, "s", policy), BEFORE, on_order, ANYBODY),
    VERB("SetAffinity", SD_BUS_ARGS(PROCESS, "au", cpus), BEFORE, on_order, ANYBODY),
    VERB("SetOomScoreAdj", SD_BUS_ARGS(PROCESS, "i", score), BEFORE, on_order, ANYBODY),
    VERB("SetUnitProperties", SD_BUS_ARGS("s", unit, "a{st}", properties), SD_BUS_RESULT("a{st}", before), on_order, ANYBODY),
    VERB("Freeze", SD_BUS_ARGS(PROCESS), BEFORE, on_order, ANYBODY),
    VERB("Thaw", SD_BUS_ARGS(PROCESS), SD_BUS_RESULT("a(ututsss)", outcomes), on_thaw, ANYBODY),
    VERB("Signal", SD_BUS_ARGS(PROCESS, "s", signal), SD_BUS_NO_RESULT, on_order, ANYBODY),
    VERB("Restore", SD_BUS_ARGS(PROCESS, "as", levers), SD_BUS_RESULT("a(ututsss)", outcomes), on_restore, ANYBODY),
    VERB("RestoreUnit", SD_BUS_ARGS("s", unit), SD_BUS_RESULT("a(ssst)", outcomes), on_restore_unit, ANYBODY),
    VERB("RestoreAll", SD_BUS_NO_ARGS, SD_BUS_RESULT("a(ututsss)", outcomes, "a(ssst)", unit_outcomes), on_restore_all, ANYBODY),
    VERB("Status", SD_BUS_NO_ARGS, SD_BUS_RESULT("a(ututsss)", changes, "a(sstt)", unit_changes), on_status, ANYBODY),
    VERB("Version", SD_BUS_NO_ARGS, SD_BUS_RESULT("s", version, "u", interface), on_version, ANYBODY),
    SD_BUS_VTABLE_END,
};

int interface_add(sd_bus *bus) {
    return sd_bus_add_object_vtable(bus, NULL, OBJECT_PATH, BUS_NAME, vtable, NULL);
}
