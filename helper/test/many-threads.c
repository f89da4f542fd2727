/*
 * A program for the tests: COUNT threads, of which some chose values of their own, and orders on standard input, one
 * letter each: `t` one more thread, `c` one child. Answers each with a line. Ends with its input; so do its children.
 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_barrier_t started;

static void *rest(void *number) {
    long own = (long)number;
    id_t tid = (id_t)syscall(SYS_gettid);
    if (own % 10 == 1) setpriority(PRIO_PROCESS, tid, 3);
    if (own % 10 == 2) sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0});
    if (own % 10 == 3) syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 6);
    if (own % 10 == 4) sched_setscheduler(0, SCHED_OTHER | SCHED_RESET_ON_FORK, &(struct sched_param){0});
    /* only root may */
    if (own % 10 == 5) sched_setscheduler(0, SCHED_RR, &(struct sched_param){.sched_priority = 1});
    if (own % 10 == 6) setpriority(PRIO_PROCESS, tid, -7);
    pthread_barrier_wait(&started);
    while (pause() < 0) continue;
    return NULL;
}

static void start(long number) {
    pthread_t thread;
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    pthread_barrier_init(&started, NULL, 2);
    if (pthread_create(&thread, &small, rest, (void *)number) != 0) exit(1);
    pthread_barrier_wait(&started);
    pthread_barrier_destroy(&started);
}

int main(int count, char *arguments[]) {
    long threads = count > 1 ? atol(arguments[1]) : 1;
    for (long number = 1; number < threads; number++) start(number);
    puts("ready");
    fflush(stdout);
    for (int order; (order = getchar()) != EOF;) {
        pid_t child = 0;
        if (order == 't') start(0);
        else if (order == 'c') {
            pid_t parent = getpid();
            child = fork();
            if (child == 0) {
                prctl(PR_SET_PDEATHSIG, SIGKILL);
                while (getppid() == parent) pause();
                _exit(0);
            }
        } else continue;
        printf("%d\n", child);
        fflush(stdout);
    }
}
