/*
 * Finds rows of the table without a search: those about a thread, those about a process. A verb costs what its target
 * needs, however much else is on record.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct change;

enum chain { BY_THREAD, BY_PROCESS, CHAINS };

/* One behind the place of the first row that may be about this number, or behind `previous`; 0 at the end. */
size_t index_first(enum chain chain, pid_t number);
size_t index_next(enum chain chain, size_t previous);

/* To be called with the row as it lies in that place. */
void index_put(size_t place, const struct change *row);
void index_take(size_t place, const struct change *row);
