/* Small files of /proc. */
#pragma once
#include <sys/types.h>

/* Reads a file below a directory into `text`, always terminated. Its length, or a negative errno.
 * What does not fit is left away. */
ssize_t read_file(int directory, const char *path, char *text, size_t size);
