/*
 * An interactive program in miniature, after the idea of schbench (kernel.org/pub/scm/linux/kernel/git/mason/schbench):
 * message threads wake workers that sleep on a futex; a worker answers a request with a fixed amount of work around
 * one short sleep (an interactive request nearly always waits for something once), then thinks until the next.
 *
 * Three figures, as a person would feel them:
 *   wakeup    from the message thread's wake to the worker running (us)
 *   request   from the message thread's wake to the work done (us), so it contains the wake-up
 *   requests  finished a second: a closed loop, every delay costs throughput
 *
 * probe calibrate                        -> rounds of work that fit in one millisecond of CPU, best of many
 * probe run --seconds S --warmup S --rounds N [--message-threads M] [--workers N] [--think US] [--pause US]
 *                                        -> one line of JSON
 * The amount of work is an argument, so that every arm of a comparison does the same work however slow it makes it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { THREADS_AT_MOST = 64, LATENCIES_AT_MOST = 1 << 20, WORDS = 4096 };

static const uint64_t NS_PER_S = 1000000000, NS_PER_US = 1000;

struct options {
	double seconds, warmup;
	uint64_t rounds;
	int message_threads, workers;
	uint64_t think_ns, pause_ns;
};

/* Nanoseconds in 32 bits: a latency above 4.2 s is written as 4.2 s. */
struct latencies {
	uint32_t *ns;
	size_t count;
};

struct messenger;

struct worker {
	struct messenger *messenger;
	const struct options *options;
	_Atomic uint32_t posted; /* futex: 1 while a request waits to be answered */
	_Atomic uint64_t due_at, posted_at;
	struct latencies wakeup, request;
	uint64_t words[WORDS / 8];
};

struct messenger {
	_Atomic uint32_t bell; /* futex: rung by every worker that becomes idle */
	struct worker *workers;
	int count;
};

static _Atomic bool measuring, stopping;

static uint64_t now_on(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (uint64_t)t.tv_sec * NS_PER_S + (uint64_t)t.tv_nsec;
}

static uint64_t now(void) { return now_on(CLOCK_MONOTONIC); }

static void sleep_ns(uint64_t ns)
{
	struct timespec t = { .tv_sec = (time_t)(ns / NS_PER_S), .tv_nsec = (long)(ns % NS_PER_S) };
	while (clock_nanosleep(CLOCK_MONOTONIC, 0, &t, &t) == EINTR) {
	}
}

static void futex_wait(_Atomic uint32_t *word, uint32_t while_value, uint64_t timeout_ns)
{
	struct timespec t = { .tv_sec = (time_t)(timeout_ns / NS_PER_S), .tv_nsec = (long)(timeout_ns % NS_PER_S) };
	syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, while_value, &t, NULL, 0);
}

static void futex_wake(_Atomic uint32_t *word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0); }

/* One round: a dependent multiply-xor over a few cache lines, nothing that a compiler may leave out or the memory bus may slow. */
static void work(uint64_t *words, uint64_t rounds)
{
	uint64_t hash = words[0] | 1;
	for (uint64_t round = 0; round < rounds; round++)
		for (size_t i = 0; i < 64; i++) {
			hash = (hash ^ words[(round * 64 + i) % (WORDS / 8)]) * 0x9E3779B97F4A7C15u;
			words[i] = hash >> 7;
		}
	words[0] = hash;
}

static void note(struct latencies *all, uint64_t ns)
{
	if (all->count < LATENCIES_AT_MOST) all->ns[all->count++] = ns > UINT32_MAX ? UINT32_MAX : (uint32_t)ns;
}

static void *answer_requests(void *argument)
{
	struct worker *self = argument;
	const struct options *options = self->options;
	while (!atomic_load(&stopping)) {
		if (!atomic_load(&self->posted)) {
			futex_wait(&self->posted, 0, NS_PER_S / 10);
			continue;
		}
		uint64_t posted_at = atomic_load(&self->posted_at), started_at = now();
		work(self->words, options->rounds / 2);
		if (options->pause_ns) sleep_ns(options->pause_ns);
		work(self->words, options->rounds - options->rounds / 2);
		uint64_t done_at = now();
		if (atomic_load(&measuring)) {
			note(&self->wakeup, started_at - posted_at);
			note(&self->request, done_at - posted_at);
		}
		atomic_store(&self->due_at, done_at + options->think_ns);
		atomic_store(&self->posted, 0);
		atomic_fetch_add(&self->messenger->bell, 1);
		futex_wake(&self->messenger->bell);
	}
	return NULL;
}

static void *post_requests(void *argument)
{
	struct messenger *self = argument;
	while (!atomic_load(&stopping)) {
		uint32_t heard = atomic_load(&self->bell);
		uint64_t next_in = NS_PER_S / 10;
		for (int i = 0; i < self->count; i++) {
			struct worker *worker = &self->workers[i];
			if (atomic_load(&worker->posted)) continue;
			uint64_t at = now(), due_at = atomic_load(&worker->due_at);
			if (due_at <= at) {
				atomic_store(&worker->posted_at, at);
				atomic_store(&worker->posted, 1);
				futex_wake(&worker->posted);
			} else if (due_at - at < next_in) {
				next_in = due_at - at;
			}
		}
		futex_wait(&self->bell, heard, next_in);
	}
	return NULL;
}

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static struct latencies gather(const struct worker *workers, int count, size_t offset)
{
	struct latencies all = { .ns = NULL, .count = 0 };
	for (int i = 0; i < count; i++) {
		const struct latencies *one = (const void *)((const char *)&workers[i] + offset);
		all.ns = realloc(all.ns, (all.count + one->count + 1) * sizeof *all.ns);
		if (!all.ns) abort();
		memcpy(all.ns + all.count, one->ns, one->count * sizeof *all.ns);
		all.count += one->count;
	}
	qsort(all.ns, all.count, sizeof *all.ns, by_size);
	return all;
}

/* Nearest rank, in microseconds; 0 where nothing was measured. */
static double percentile(const struct latencies *sorted, double p)
{
	if (!sorted->count) return 0;
	return (double)sorted->ns[(size_t)(p * (double)(sorted->count - 1) + 0.5)] / (double)NS_PER_US;
}

static int run(const struct options *options)
{
	static struct worker workers[THREADS_AT_MOST];
	static struct messenger messengers[THREADS_AT_MOST];
	pthread_t threads[2 * THREADS_AT_MOST];
	int total = options->message_threads * options->workers, started = 0;
	if (total < 1 || total > THREADS_AT_MOST || options->rounds < 2) {
		fprintf(stderr, "probe: 1 to %d workers in all, and at least 2 rounds of work\n", THREADS_AT_MOST);
		return 2;
	}
	prctl(PR_SET_TIMERSLACK, 1); /* inherited by the threads: a sleep ends when it says, not up to 50 us later */
	for (int i = 0; i < total; i++) {
		struct worker *worker = &workers[i];
		worker->messenger = &messengers[i / options->workers];
		worker->options = options;
		/* spread out the first requests, or all workers march in step */
		worker->due_at = now() + options->think_ns * (uint64_t)(i + 1) / (uint64_t)total;
		worker->wakeup.ns = malloc(LATENCIES_AT_MOST * sizeof(uint32_t));
		worker->request.ns = malloc(LATENCIES_AT_MOST * sizeof(uint32_t));
		if (!worker->wakeup.ns || !worker->request.ns) abort();
		if (pthread_create(&threads[started++], NULL, answer_requests, worker)) abort();
	}
	for (int i = 0; i < options->message_threads; i++) {
		messengers[i].workers = &workers[i * options->workers];
		messengers[i].count = options->workers;
		if (pthread_create(&threads[started++], NULL, post_requests, &messengers[i])) abort();
	}
	sleep_ns((uint64_t)(options->warmup * (double)NS_PER_S));
	uint64_t from = now(), cpu_from = now_on(CLOCK_PROCESS_CPUTIME_ID);
	atomic_store(&measuring, true);
	sleep_ns((uint64_t)(options->seconds * (double)NS_PER_S));
	atomic_store(&measuring, false);
	double seconds = (double)(now() - from) / (double)NS_PER_S;
	double cpu = (double)(now_on(CLOCK_PROCESS_CPUTIME_ID) - cpu_from) / (double)NS_PER_S;
	atomic_store(&stopping, true);
	for (int i = 0; i < started; i++) pthread_join(threads[i], NULL);

	struct latencies wakeup = gather(workers, total, offsetof(struct worker, wakeup));
	struct latencies request = gather(workers, total, offsetof(struct worker, request));
	printf("{\"seconds\":%.3f,\"cpuSeconds\":%.3f,\"requests\":%zu,\"requestsPerSecond\":%.2f,"
	       "\"wakeupUs\":{\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f},\"requestUs\":{\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f}}\n",
	       seconds, cpu, request.count, (double)request.count / seconds, percentile(&wakeup, 0.5), percentile(&wakeup, 0.99),
	       percentile(&wakeup, 1), percentile(&request, 0.5), percentile(&request, 0.99), percentile(&request, 1));
	return 0;
}

/* CPU time, not wall time, and the best of many: what else runs on the machine only ever makes a try slower. */
static int calibrate(void)
{
	static uint64_t words[WORDS / 8];
	const uint64_t rounds = 2000;
	uint64_t best = UINT64_MAX;
	for (int attempt = 0; attempt < 500; attempt++) {
		uint64_t from = now_on(CLOCK_THREAD_CPUTIME_ID);
		work(words, rounds);
		uint64_t took = now_on(CLOCK_THREAD_CPUTIME_ID) - from;
		if (took < best) best = took;
	}
	printf("{\"roundsPerMs\":%.0f}\n", (double)rounds * 1e6 / (double)best);
	return 0;
}

int main(int argc, char **argv)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* nothing outlives the bench */
	if (argc == 2 && !strcmp(argv[1], "calibrate")) return calibrate();
	struct options options = { .seconds = 8, .warmup = 1, .message_threads = 1, .workers = 4, .think_ns = 3000 * NS_PER_US, .pause_ns = 100 * NS_PER_US };
	bool good = argc >= 2 && argc % 2 == 0 && !strcmp(argv[1], "run");
	for (int i = 2; good && i < argc; i += 2) {
		const char *flag = argv[i];
		char *end;
		double value = strtod(argv[i + 1], &end);
		if (*end || value < 0) good = false;
		else if (!strcmp(flag, "--seconds")) options.seconds = value;
		else if (!strcmp(flag, "--warmup")) options.warmup = value;
		else if (!strcmp(flag, "--rounds")) options.rounds = (uint64_t)value;
		else if (!strcmp(flag, "--message-threads")) options.message_threads = (int)value;
		else if (!strcmp(flag, "--workers")) options.workers = (int)value;
		else if (!strcmp(flag, "--think")) options.think_ns = (uint64_t)(value * (double)NS_PER_US);
		else if (!strcmp(flag, "--pause")) options.pause_ns = (uint64_t)(value * (double)NS_PER_US);
		else good = false;
	}
	if (!good) {
		fprintf(stderr, "probe: calibrate | run --seconds S --warmup S --rounds N [--message-threads M] [--workers N] [--think US] [--pause US]\n");
		return 2;
	}
	return run(&options);
}
