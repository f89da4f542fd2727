#include "digits.h"

char *digits_write(char *text, int64_t number) {
    char backwards[DIGITS];
    int count = 0;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do backwards[count++] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (number < 0) *text++ = '-';
    while (count > 0) *text++ = backwards[--count];
    *text = '\0';
    return text;
}

static bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

static bool is_end(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\0';
}

bool digits_read(const char **cursor, int64_t *number) {
    const char *at = *cursor;
    while (*at == ' ') at++;
    bool negative = *at == '-';
    at += negative;
    if (!is_digit(*at)) return false;
    int64_t found = 0;
    for (; is_digit(*at); at++) {
        if (__builtin_mul_overflow(found, 10, &found) || __builtin_add_overflow(found, *at - '0', &found)) return false;
    }
    if (!is_end(*at)) return false;
    *number = negative ? -found : found;
    *cursor = at;
    return true;
}

bool digits_skip(const char **cursor) {
    const char *at = *cursor;
    while (*at == ' ') at++;
    at += *at == '-';
    if (!is_digit(*at)) return false;
    while (is_digit(*at)) at++;
    if (!is_end(*at)) return false;
    *cursor = at;
    return true;
}
