/* Threads and children that started since a change and have our value from whoever made them. */
#pragma once
#include "restore.h"

/*
 * Gives them what their elder had before. The selected rows are still in the table; one that is `dealt_with` is about a
 * thread that was just looked at.
 */
void give_back_heirs(const struct selection *selection, bool (*dealt_with)(const struct change *row),
                     restore_report report, void *userdata);
