#include "threads.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int ids_open(struct ids *ids, int directory, const char *path) {
    int list = openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ids->stream = list < 0 ? NULL : fdopendir(list);
    if (ids->stream != NULL) return 0;
    int failure = errno;
    if (list >= 0) close(list);
    return -failure;
}

pid_t ids_next(struct ids *ids) {
    for (const struct dirent *entry; (entry = readdir(ids->stream)) != NULL;) {
        char *end;
        long number = strtol(entry->d_name, &end, 10);
        if (*end == '\0' && number > 0 && number <= INT32_MAX) return (pid_t)number;
    }
    return 0;
}

void ids_close(struct ids *ids) {
    if (ids->stream != NULL) closedir(ids->stream);
    ids->stream = NULL;
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

void met_free(struct met *met) {
    free(met->tids);
    *met = (struct met){0};
}
