#include "index.h"

#include "changes.h"

/* Lists by the number's last bits. A link is the place of a row and one, 0 at the end. */
enum { LISTS = 8192 };
static struct {
    uint16_t first[LISTS], next[CHANGES], before[CHANGES];
} chains[CHAINS];

_Static_assert(CHANGES < UINT16_MAX, "a link has room for every row");

static uint16_t *list_of(enum chain chain, pid_t number) {
    return &chains[chain].first[(uint32_t)number % LISTS];
}

static pid_t number_of(enum chain chain, const struct change *row) {
    return chain == BY_THREAD ? row->tid : row->pid;
}

size_t index_first(enum chain chain, pid_t number) {
    return *list_of(chain, number);
}

size_t index_next(enum chain chain, size_t previous) {
    return chains[chain].next[previous];
}

void index_put(size_t place, const struct change *row) {
    uint16_t link = (uint16_t)(place + 1);
    for (enum chain chain = 0; chain < CHAINS; chain++) {
        uint16_t *first = list_of(chain, number_of(chain, row));
        chains[chain].next[place] = *first;
        chains[chain].before[place] = 0;
        if (*first != 0) chains[chain].before[*first - 1] = link;
        *first = link;
    }
}

void index_take(size_t place, const struct change *row) {
    for (enum chain chain = 0; chain < CHAINS; chain++) {
        uint16_t next = chains[chain].next[place], before = chains[chain].before[place];
        if (next != 0) chains[chain].before[next - 1] = before;
        if (before != 0) chains[chain].next[before - 1] = next;
        else *list_of(chain, number_of(chain, row)) = next;
    }
}
