/* Whether a process may be touched at all, and whose it is. */
#pragma once
#include "held.h"

/* `line` is what its stat file says now. 0, or a negative errno with `error` set: Protected, NoSuchProcess. */
int refuse_protected(const struct held *held, const struct stat_line *line, sd_bus_error *error);

/* Whether real, effective, saved and file system uid are all `uid`: a set-uid program is not its user's own. */
bool belongs_to(const struct held *held, uid_t uid);

/* The uids of a status file, proc_pid_status(5). False where there is no such line. */
bool status_uids(const char *content, uid_t uids[4]);
