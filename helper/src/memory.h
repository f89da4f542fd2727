/* Memory that a start or a burst of work needed, and what follows does not. */
#pragma once

/*
 * Code and constants come back from the page cache when they are next needed, free memory of the heap goes to the kernel.
 * For a moment at which nothing is to be done: coming back costs some tens of page faults.
 */
void memory_let_go(void);
