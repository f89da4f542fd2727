/* The states of the freeze lever. `traced` belongs to a debugger. */
#pragma once

enum { STATE_RUNNING, STATE_STOPPED, STATE_TRACED };
