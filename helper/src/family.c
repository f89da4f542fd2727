#include "family.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>

#include "stat-line.h"
#include "threads.h"

static int by_pid(const void *one, const void *other) {
    pid_t a = ((const struct kin *)one)->pid, b = ((const struct kin *)other)->pid;
    return (a > b) - (a < b);
}

static int add(struct family *family, const struct stat_line *line) {
    if (family->count == family->room) {
        size_t room = family->room == 0 ? 512 : family->room * 2;
        struct kin *grown = reallocarray(family->kin, room, sizeof *grown);
        if (grown == NULL) return -ENOMEM;
        family->kin = grown;
        family->room = room;
    }
    family->kin[family->count++] = (struct kin){
        .pid = line->tid, .parent = line->parent, .group = line->group, .start_time = line->start_time};
    return 0;
}

static int read_all(struct family *family) {
    struct ids ids;
    int outcome = ids_open(&ids, AT_FDCWD, "/proc");
    if (outcome < 0) return outcome;
    for (pid_t pid; outcome == 0 && (pid = ids_next(&ids)) != 0;) {
        char path[32];
        struct stat_line line;
        snprintf(path, sizeof path, "/proc/%d/stat", pid);
        if (stat_line_read(AT_FDCWD, path, &line) && !line.kernel_thread) outcome = add(family, &line);
    }
    ids_close(&ids);
    return outcome;
}

/* The root that the process with this number belongs to, unless that number is a younger process's. */
static pid_t root_of(const struct family *family, pid_t pid, uint64_t start_time) {
    const struct kin *found = bsearch(&(struct kin){.pid = pid}, family->kin, family->count, sizeof *found, by_pid);
    return found == NULL || found->start_time > start_time ? 0 : found->root;
}

int family_scan(struct family *family, bool (*is_root)(void *userdata, pid_t pid, uint64_t start_time), void *userdata) {
    *family = (struct family){0};
    int outcome = read_all(family);
    if (outcome < 0) {
        family_free(family);
        return outcome;
    }
    qsort(family->kin, family->count, sizeof *family->kin, by_pid);
    for (size_t i = 0; i < family->count; i++) {
        struct kin *kin = &family->kin[i];
        if (is_root(userdata, kin->pid, kin->start_time)) kin->root = kin->pid;
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (size_t i = 0; i < family->count; i++) {
            struct kin *kin = &family->kin[i];
            if (kin->root != 0) continue;
            kin->root = root_of(family, kin->parent, kin->start_time);
            /* only the leader of the group itself: members of a stranger's group are strangers */
            pid_t leader = root_of(family, kin->group, kin->start_time);
            if (kin->root == 0 && leader == kin->group) kin->root = leader;
            grew |= kin->root != 0;
        }
    }
    return 0;
}

void family_free(struct family *family) {
    free(family->kin);
    *family = (struct family){0};
}
