#include "threads.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "digits.h"

int ids_open(struct ids *ids, int directory, const char *path) {
    ids->list = openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ids->at = ids->end = 0;
    return ids->list < 0 ? -errno : 0;
}

pid_t ids_next(struct ids *ids) {
    for (;;) {
        if (ids->at >= ids->end) {
            long filled = syscall(SYS_getdents64, ids->list, ids->entries, sizeof ids->entries);
            if (filled <= 0) return 0;
            ids->at = 0;
            ids->end = (size_t)filled;
        }
        /* getdents64(2): length and name of an entry, which is padded to a multiple of eight */
        enum { LENGTH = 16, NAME = 19 };
        const char *entry = ids->entries + ids->at, *name = entry + NAME;
        uint16_t length;
        memcpy(&length, entry + LENGTH, sizeof length);
        ids->at += length;
        int64_t number;
        if (digits_read(&name, &number) && *name == '\0' && number > 0 && number <= INT32_MAX) return (pid_t)number;
    }
}

void ids_again(struct ids *ids) {
    lseek(ids->list, 0, SEEK_SET);
    ids->at = ids->end = 0;
}

void ids_close(struct ids *ids) {
    if (ids->list >= 0) close(ids->list);
    ids->list = -1;
}

/* Where it is, or the free place where it belongs; there always is one. */
static pid_t *place_of(const struct met *met, pid_t tid) {
    size_t i = (size_t)tid & (met->room - 1);
    while (met->tids[i] != 0 && met->tids[i] != tid) i = (i + 1) & (met->room - 1);
    return &met->tids[i];
}

/* At most half of it is full. */
static int make_room(struct met *met) {
    if (met->count < met->room / 2) return 0;
    struct met larger = {.room = met->room == 0 ? 64 : met->room * 2, .count = met->count};
    larger.tids = calloc(larger.room, sizeof *larger.tids);
    if (larger.tids == NULL) return -ENOMEM;
    for (size_t i = 0; i < met->room; i++) {
        if (met->tids[i] != 0) *place_of(&larger, met->tids[i]) = met->tids[i];
    }
    free(met->tids);
    *met = larger;
    return 0;
}

int met_add(struct met *met, pid_t tid) {
    int outcome = make_room(met);
    if (outcome < 0) return outcome;
    pid_t *place = place_of(met, tid);
    if (*place != 0) return 0;
    *place = tid;
    met->count++;
    return 1;
}

bool met_has(const struct met *met, pid_t tid) {
    return met->room > 0 && *place_of(met, tid) == tid;
}

void met_free(struct met *met) {
    free(met->tids);
    *met = (struct met){0};
}
