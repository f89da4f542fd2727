#include "unit-property.h"

#include <stddef.h>
#include <string.h>

const struct unit_property unit_properties[UNIT_PROPERTIES] = {
    {"CPUWeight", 1, 10000},
    {"IOWeight", 1, 10000},
    /* microseconds of CPU a second: a twentieth of one CPU to 1024 of them */
    {"CPUQuotaPerSecUSec", 50000, 1024000000},
    /* bytes: below 16 MB a program does nothing but fault its pages back in */
    {"MemoryHigh", 16000000, (uint64_t)1 << 60},
};

unsigned unit_property_named(const char *name) {
    unsigned property = 0;
    while (property < UNIT_PROPERTIES && strcmp(unit_properties[property].name, name) != 0) property++;
    return property;
}

bool unit_name_is_valid(const char *name) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:-_.\\@";
    size_t length = strlen(name);
    if (length > 255 || strspn(name, letters) != length) return false;
    const char *suffix = strrchr(name, '.');
    if (suffix == NULL || suffix == name) return false;
    return strcmp(suffix, ".service") == 0 || strcmp(suffix, ".scope") == 0 || strcmp(suffix, ".slice") == 0;
}
