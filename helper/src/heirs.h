/* Threads and children that started since a change and have our value from whoever made them. */
#pragma once
#include "restore.h"

/* Gives them what their elder had before. The selected rows are still in the table. */
void give_back_heirs(const struct selection *selection, restore_report report, void *userdata);
