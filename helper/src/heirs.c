#include "heirs.h"

#include <stdlib.h>

#include "family.h"
#include "threads.h"

/* While it is given back, threads that still have our value may start others. */
enum { PASSES = 10 };

struct search {
    const struct change **elders; /* one row for each process and lever */
    size_t count;
    restore_report report;
    void *userdata;
    size_t found;
};

/* The main thread's row is taken before any other's: it is what children inherit from. */
static bool collect(struct search *search, const struct selection *selection) {
    search->elders = calloc(changes_count(), sizeof *search->elders);
    if (search->elders == NULL) return false;
    for (size_t i = 0; i < changes_count(); i++) {
        const struct change *row = changes_at(i);
        if (!selected(selection, row) || !lever_kind(row->lever)->inherited) continue;
        size_t known = search->count;
        while (known > 0) {
            const struct change *elder = search->elders[known - 1];
            if (elder->pid == row->pid && elder->start_time == row->start_time && elder->lever == row->lever) break;
            known--;
        }
        if (known == 0) search->elders[search->count++] = row;
        else if (row->tid == row->pid) search->elders[known - 1] = row;
    }
    return search->count > 0;
}

static bool is_elder(void *userdata, pid_t pid, uint64_t start_time) {
    const struct search *search = userdata;
    for (size_t i = 0; i < search->count; i++) {
        if (search->elders[i]->pid == pid && search->elders[i]->start_time == start_time) return true;
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
    enum outcome outcome = give_back(held, &heir, &found);
    if (outcome == OUTCOME_RESTORED) search->found++;
    if (search->report != NULL) search->report(search->userdata, &heir, outcome, NULL);
}

static void visit_process(struct search *search, const struct held *held, const struct change *elder) {
    struct stat_line line;
    if (!lever_kind(elder->lever)->of_threads) {
        if (held_stat(held, &line)) visit_thread(search, held, elder, &line);
        return;
    }
    struct ids ids;
    if (ids_open(&ids, held->directory, "task") < 0) return;
    for (pid_t tid; (tid = ids_next(&ids)) != 0;) {
        if (held_thread_stat(held, tid, &line) && stat_line_is_ordinary(&line)) visit_thread(search, held, elder, &line);
    }
    ids_close(&ids);
}

static void pass(struct search *search) {
    struct family family;
    if (family_scan(&family, is_elder, search) < 0) return;
    for (size_t i = 0; i < family.count; i++) {
        const struct kin *kin = &family.kin[i];
        struct held held;
        if (kin->root == 0 || held_open(&held, (uint32_t)kin->pid, kin->start_time, NULL) < 0) continue;
        for (size_t e = 0; e < search->count; e++) {
            if (search->elders[e]->pid == kin->root) visit_process(search, &held, search->elders[e]);
        }
        held_close(&held);
    }
    family_free(&family);
}

void give_back_heirs(const struct selection *selection, restore_report report, void *userdata) {
    struct search search = {.report = report, .userdata = userdata};
    if (collect(&search, selection)) {
        for (int passes = 0; passes < PASSES; passes++) {
            search.found = 0;
            pass(&search);
            if (search.found == 0) break;
        }
    }
    free(search.elders);
}
