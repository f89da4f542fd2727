#include "heirs.h"

#include <stdlib.h>

#include "family.h"
#include "threads.h"

/* While it is given back, threads that still have our value may start others. */
enum { PASSES = 10 };

struct search {
    const struct change **elders; /* one row for each process and lever */
    size_t count, room;
    bool (*dealt_with)(const struct change *row);
    restore_report report;
    void *userdata;
    size_t found;
};

static bool add_elder(struct search *search, const struct change *row) {
    if (search->count == search->room) {
        size_t room = search->room == 0 ? 16 : search->room * 2;
        const struct change **grown = reallocarray(search->elders, room, sizeof *grown);
        if (grown == NULL) return false;
        search->elders = grown;
        search->room = room;
    }
    search->elders[search->count++] = row;
    return true;
}

/* The main thread's row is taken before any other's: it is what children inherit from. */
static bool collect(struct search *search, const struct selection *selection) {
    for (const struct change *row = NULL; (row = next_selected(selection, row)) != NULL;) {
        if (!lever_kind(row->lever)->inherited) continue;
        size_t known = search->count;
        while (known > 0) {
            const struct change *elder = search->elders[known - 1];
            if (elder->pid == row->pid && elder->start_time == row->start_time && elder->lever == row->lever) break;
            known--;
        }
        if (known > 0 && row->tid == row->pid) search->elders[known - 1] = row;
        if (known == 0 && !add_elder(search, row)) return false;
    }
    return search->count > 0;
}

static bool is_elder(void *userdata, pid_t pid, const uint64_t *start_time) {
    const struct search *search = userdata;
    for (size_t i = 0; i < search->count; i++) {
        const struct change *elder = search->elders[i];
        if (elder->pid == pid && (start_time == NULL || elder->start_time == *start_time)) return true;
    }
    return false;
}

static void visit_thread(struct search *search, const struct held *held, const struct change *elder,
                         const struct stat_line *thread) {
    struct change heir = *elder;
    heir.pid = held->pid;
    heir.start_time = held->start_time;
    heir.tid = thread->tid;
    heir.thread_start = thread->start_time;
    struct value found;
    if (thread->start_time < elder->made_at || lever_kind(heir.lever)->read(held, thread, &found) < 0) return;
    if (!value_equal(&found, &elder->after) || changes_know(heir.lever, heir.tid, heir.thread_start)) return;
    enum outcome outcome = give_back(held, thread, &heir, &found);
    if (outcome == OUTCOME_RESTORED) search->found++;
    if (search->report != NULL) search->report(search->userdata, &heir, outcome, NULL);
}

/* Whether this elder's value of this thread was just looked at. */
static bool is_dealt_with(const struct search *search, const struct held *held, const struct change *elder, pid_t tid) {
    for (const struct change *row = NULL; (row = changes_of_thread(tid, row)) != NULL;) {
        if (row->client == elder->client && row->lever == elder->lever && row->pid == held->pid &&
            row->start_time == held->start_time && search->dealt_with(row)) {
            return true;
        }
    }
    return false;
}

/* One thread, whose stat file is read when the first elder asks; `of_threads` tells levers of the process from the rest. */
static void visit(struct search *search, const struct held *held, pid_t root, pid_t tid, bool of_threads) {
    struct stat_line line;
    bool known = false;
    for (size_t e = 0; e < search->count; e++) {
        const struct change *elder = search->elders[e];
        if (elder->pid != root || lever_kind(elder->lever)->of_threads != of_threads) continue;
        if (is_dealt_with(search, held, elder, tid)) continue;
        if (!known && !held_thread_stat(held, tid, &line)) return;
        known = true;
        if (!of_threads || stat_line_is_ordinary(&line)) visit_thread(search, held, elder, &line);
    }
}

static void visit_process(struct search *search, const struct held *held, pid_t root) {
    visit(search, held, root, held->pid, false);
    struct ids ids;
    if (ids_open(&ids, held->directory, "task") < 0) return;
    for (pid_t tid; (tid = ids_next(&ids)) != 0;) visit(search, held, root, tid, true);
    ids_close(&ids);
}

static void pass(struct search *search) {
    struct family family;
    if (family_scan(&family, is_elder, search) < 0) return;
    for (size_t i = 0; i < family.count; i++) {
        const struct kin *kin = &family.kin[i];
        struct held held;
        if (kin->root == 0 || held_open(&held, (uint32_t)kin->pid, kin->start_time, NULL, NULL) < 0) continue;
        visit_process(search, &held, kin->root);
        held_close(&held);
    }
    family_free(&family);
}

void give_back_heirs(const struct selection *selection, bool (*dealt_with)(const struct change *row),
                     restore_report report, void *userdata) {
    struct search search = {.dealt_with = dealt_with, .report = report, .userdata = userdata};
    if (collect(&search, selection)) {
        for (int passes = 0; passes < PASSES; passes++) {
            search.found = 0;
            pass(&search);
            if (search.found == 0) break;
        }
    }
    free(search.elders);
}
