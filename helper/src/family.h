/* Who descends from whom. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct kin {
    pid_t pid, parent, group;
    uint64_t start_time;
    pid_t root; /* the root it descends from, itself included; 0 where there is none */
};

struct family {
    struct kin *kin;
    size_t count, room;
};

/* Whether it is one of the roots; without a start time, whether one has that number. */
typedef bool (*is_root_of)(void *userdata, pid_t pid, const uint64_t *start_time);

/*
 * Every process of this moment, without threads of the kernel, in the order of their numbers. One descends from a root
 * through its parents, or, where a
 * parent between has ended, as a member of the process group that a root leads. -ENOMEM, or the errno of /proc.
 */
int family_scan(struct family *family, is_root_of is_root, void *userdata);
void family_free(struct family *family);
