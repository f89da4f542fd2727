/*
 * A background CPU burner: `burner THREADS` spins on that many threads (0: it only sleeps) until it is ended, or until whoever started it
 * is gone, so that a bench that dies leaves nothing behind. It writes one empty line when all its threads are there.
 */
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static void *burn(void *argument)
{
	volatile uint64_t hash = (uint64_t)(uintptr_t)argument | 1;
	for (;;) hash = (hash ^ hash >> 29) * 0x9E3779B97F4A7C15u;
	return NULL;
}

int main(int argc, char **argv)
{
	pid_t parent = getppid();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent) return 0; /* it went before the line above */
	int threads = argc > 1 ? atoi(argv[1]) : 1;
	for (int i = 1; i < threads; i++) {
		pthread_t thread;
		if (pthread_create(&thread, NULL, burn, NULL)) return 1;
	}
	if (threads < 1)
		for (;;) pause();
	if (write(STDOUT_FILENO, "\n", 1) != 1) return 1; /* every thread is there */
	burn(NULL);
}
