#include "held.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "digits.h"
#include "errors.h"

static int no_such_process(sd_bus_error *error, uint32_t pid) {
    sd_bus_error_setf(error, ERROR_NO_SUCH_PROCESS, "There is no process %u.", pid);
    return -ESRCH;
}

int held_open(struct held *held, uint32_t pid, uint64_t start_time, struct stat_line *line, sd_bus_error *error) {
    *held = NOBODY_HELD;
    if (pid == 0 || pid > INT32_MAX) return no_such_process(error, pid);
    held->pid = (pid_t)pid;
    held->start_time = start_time;
    held->pidfd = (int)syscall(SYS_pidfd_open, held->pid, 0);
    if (held->pidfd < 0) return no_such_process(error, pid);

    char path[32] = "/proc/";
    digits_write(path + 6, held->pid);
    held->directory = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct stat_line found;
    /* the signal goes through last: it tells that the number was not given on between the two descriptors */
    if (held->directory < 0 || !held_stat(held, &found) || held_signal(held, 0) < 0) {
        held_close(held);
        return no_such_process(error, pid);
    }
    if (found.start_time != start_time) {
        held_close(held);
        sd_bus_error_setf(error, ERROR_START_TIME_MISMATCH, "Process %u is another one by now.", pid);
        return -ESTALE;
    }
    if (line != NULL) *line = found;
    return 0;
}

void held_close(struct held *held) {
    if (held->pidfd >= 0) close(held->pidfd);
    if (held->directory >= 0) close(held->directory);
    *held = NOBODY_HELD;
}

bool held_stat(const struct held *held, struct stat_line *line) {
    return held_thread_stat(held, held->pid, line);
}

bool held_thread_stat(const struct held *held, pid_t tid, struct stat_line *line) {
    char path[48] = "task/";
    memcpy(digits_write(path + 5, tid), "/stat", 6);
    return stat_line_read(held->directory, path, line);
}

bool held_has_thread(const struct held *held, pid_t tid) {
    return syscall(SYS_tgkill, held->pid, tid, 0) == 0;
}

int held_signal(const struct held *held, int signal) {
    return syscall(SYS_pidfd_send_signal, held->pidfd, signal, NULL, 0) < 0 ? -errno : 0;
}
