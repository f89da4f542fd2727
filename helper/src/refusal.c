#include "refusal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "errors.h"
#include "protected.h"
#include "read-file.h"

enum { GENERATIONS = 64 };

static int protected_as(sd_bus_error *error, pid_t pid, const char *what) {
    return sd_bus_error_setf(error, ERROR_PROTECTED, "Process %d is %s and is never touched.", pid, what);
}

/* Whether it or one of its parents installs packages: what dpkg started must not be disturbed either. */
static bool works_on_packages(struct stat_line line) {
    for (int generation = 0; generation < GENERATIONS; generation++) {
        if (is_package_manager(line.comm)) return true;
        if (line.parent <= 1 || !stat_line_of(line.parent, &line)) return false;
    }
    return false;
}

int refuse_protected(const struct held *held, const struct stat_line *line, sd_bus_error *error) {
    char cgroup[4096];
    if (read_file(held->directory, "cgroup", cgroup, sizeof cgroup) < 0) {
        return sd_bus_error_setf(error, ERROR_NO_SUCH_PROCESS, "There is no process %d.", held->pid);
    }
    if (held->pid == 1) return protected_as(error, 1, "the first of all processes");
    if (held->pid == getpid()) return protected_as(error, held->pid, "the helper itself");
    if (line->kernel_thread) return protected_as(error, held->pid, "a thread of the kernel");
    const char *what = protected_program(line->comm);
    if (what == NULL) what = protected_cgroup(cgroup);
    if (what == NULL && works_on_packages(*line)) what = "part of a package manager's work";
    return what == NULL ? 0 : protected_as(error, held->pid, what);
}

bool status_uids(const char *content, uid_t uids[4]) {
    const char *line = strstr(content, "\nUid:");
    return line != NULL && sscanf(line, "\nUid:%u%u%u%u", &uids[0], &uids[1], &uids[2], &uids[3]) == 4;
}

bool belongs_to(const struct held *held, uid_t uid) {
    char content[4096];
    uid_t uids[4];
    if (read_file(held->directory, "status", content, sizeof content) < 0 || !status_uids(content, uids)) return false;
    return uids[0] == uid && uids[1] == uid && uids[2] == uid && uids[3] == uid;
}
