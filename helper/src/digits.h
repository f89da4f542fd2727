/* Whole decimal numbers, as /proc writes and names them. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* The longest number, its sign and the end of the text. */
enum { DIGITS = 21 };

/* Writes the number with the end of the text; where that end is. */
char *digits_write(char *text, int64_t number);

/*
 * The number at *cursor, after spaces, up to a space or the end of a line or of the text; *cursor then points behind it.
 * False where there is none, or one that does not fit.
 */
bool digits_read(const char **cursor, int64_t *number);

/* The same for a number of any size that nobody wants to know. */
bool digits_skip(const char **cursor);
