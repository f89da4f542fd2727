/* Whose value a thread has: its own, or one that it inherited from something we treat. */
#pragma once
#include "changes.h"

/* What it would have without us. `current` is what it has now. */
struct value origin(uint32_t client, const struct held *held, enum lever lever, const struct stat_line *thread,
                    const struct value *current);
