/* The threads of a process, as they are at this moment. */
#pragma once
#include "held.h"

/* The numeric names in a directory below `directory`, one a call; 0 at the end. */
struct ids {
    int list;
    size_t at, end; /* within what was read of it */
    _Alignas(8) char entries[4096];
};

int ids_open(struct ids *ids, int directory, const char *path);
pid_t ids_next(struct ids *ids);
/* From the beginning, as it is now. */
void ids_again(struct ids *ids);
void ids_close(struct ids *ids);

/* Threads that were met already, as a hash table. */
struct met {
    pid_t *tids;
    size_t count, room;
};

/* 1 when it is new, 0 when it was met before, -ENOMEM. */
int met_add(struct met *met, pid_t tid);
bool met_has(const struct met *met, pid_t tid);
void met_free(struct met *met);
