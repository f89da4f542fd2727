#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "../digits.h"
#include "../lever.h"
#include "../read-file.h"

/* oom_score_adj of a process, proc_pid_oom_score_adj(5): -1000 .. 1000. */

static int read_back_oom_score(const struct held *held, pid_t tid, struct value *value) {
    char text[16];
    ssize_t length = read_file(held->directory, "oom_score_adj", text, sizeof text);
    if (length <= 0) return length == 0 || length == -ENOENT ? -ESRCH : (int)length;
    int64_t score;
    const char *cursor = text;
    if (!digits_read(&cursor, &score)) return -EIO;
    *value = value_of(score);
    return 0;
}

static int read_oom_score(const struct held *held, const struct stat_line *thread, struct value *value) {
    return read_back_oom_score(held, thread->tid, value);
}

static int write_oom_score(const struct held *held, pid_t tid, const struct value *value) {
    int file = openat(held->directory, "oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return errno == ENOENT ? -ESRCH : -errno;
    char text[DIGITS + 1];
    const char *end = digits_write(text, value->number);
    int outcome = write(file, text, (size_t)(end - text)) < 0 ? -errno : 0;
    close(file);
    return outcome;
}

/* A negative score is somebody's choice, and what may be ended sooner already stays so. */
static bool may_replace_oom_score(const struct value *before, const struct value *after) {
    return before->number >= 0 && before->number < after->number;
}

static void format_oom_score(const struct value *value, char *text) {
    digits_write(text, value->number);
}

const struct lever_kind oom_score_lever = {
    .name = "oomScore",
    .inherited = true,
    .read = read_oom_score,
    .write = write_oom_score,
    .read_back = read_back_oom_score,
    .may_replace = may_replace_oom_score,
    .format = format_oom_score,
};
