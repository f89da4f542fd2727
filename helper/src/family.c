#include "family.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "digits.h"
#include "read-file.h"
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

/*
 * The threads of the kernel, as far as it tells at once: children of its thread 2, proc_pid_children(5). Most of the
 * processes there are, and none of anybody's family.
 */
static int add_kernel_threads(struct met *met) {
    struct stat_line second;
    char text[8192];
    if (!stat_line_of(2, &second) || !second.kernel_thread) return 0;
    if (read_file(AT_FDCWD, "/proc/2/task/2/children", text, sizeof text) < 0) return 0;
    int64_t pid;
    int outcome = 0;
    for (const char *cursor = text; outcome >= 0 && digits_read(&cursor, &pid);) {
        /* what does not fit is cut off, maybe within a number */
        if (*cursor == ' ' && pid > 0 && pid <= INT32_MAX) outcome = met_add(met, (pid_t)pid);
    }
    return outcome < 0 ? outcome : 0;
}

static int read_all(struct family *family, const struct met *kernel_threads, is_root_of is_root, void *userdata) {
    struct ids ids;
    int outcome = ids_open(&ids, AT_FDCWD, "/proc");
    if (outcome < 0) return outcome;
    for (pid_t pid; outcome == 0 && (pid = ids_next(&ids)) != 0;) {
        /* a program that the kernel starts by itself is a child of thread 2 as well, and may be treated */
        if (met_has(kernel_threads, pid) && !is_root(userdata, pid, NULL)) continue;
        struct stat_line line;
        if (stat_line_of(pid, &line) && !line.kernel_thread) outcome = add(family, &line);
    }
    ids_close(&ids);
    return outcome;
}

/* The root that the process with this number belongs to, unless that number is a younger process's. */
static pid_t root_of(const struct family *family, pid_t pid, uint64_t start_time) {
    const struct kin *found = bsearch(&(struct kin){.pid = pid}, family->kin, family->count, sizeof *found, by_pid);
    return found == NULL || found->start_time > start_time ? 0 : found->root;
}

int family_scan(struct family *family, is_root_of is_root, void *userdata) {
    *family = (struct family){0};
    struct met kernel_threads = {0};
    int outcome = add_kernel_threads(&kernel_threads);
    if (outcome >= 0) outcome = read_all(family, &kernel_threads, is_root, userdata);
    met_free(&kernel_threads);
    if (outcome < 0) {
        family_free(family);
        return outcome;
    }
    qsort(family->kin, family->count, sizeof *family->kin, by_pid);
    for (size_t i = 0; i < family->count; i++) {
        struct kin *kin = &family->kin[i];
        if (is_root(userdata, kin->pid, &kin->start_time)) kin->root = kin->pid;
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
