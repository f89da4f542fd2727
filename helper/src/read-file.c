#include "read-file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

ssize_t read_file(int directory, const char *path, char *text, size_t size) {
    int file = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0) return -errno;
    /* the kernel writes such a file in one go, as far as there is room */
    ssize_t length = read(file, text, size - 1);
    int failure = errno;
    close(file);
    text[length < 0 ? 0 : length] = '\0';
    return length < 0 ? -failure : length;
}
