/**
 * Child process of bench/sampler.ts: samples K times and prints one JSON line. Started with --expose-gc and a young
 * generation large enough that no collection falls into the measurement.
 */
import { setTimeout } from 'node:timers/promises';
import { GCProfiler } from 'node:v8';
import { createSampler } from '../../main/sampler/sampler.ts';

const WARM_UP = 30;
const samples = Number(process.argv[2] ?? 40);
const intervalMs = Number(process.argv[3] ?? 100);

const sampler = createSampler();
let longestHoldMs = 0;
let longestHoldCpuMs = 0;
let costSum = 0;

/** Longest time between two turns of the event loop while the sampler works. */
async function sampleWatchingTheLoop(): Promise<number> {
  let turning = true;
  let last = performance.now();
  let lastCpu = process.threadCpuUsage();
  const turn = (): void => {
    const now = performance.now();
    longestHoldMs = Math.max(longestHoldMs, now - last);
    last = now;
    const cpu = process.threadCpuUsage(lastCpu);
    longestHoldCpuMs = Math.max(longestHoldCpuMs, (cpu.user + cpu.system) / 1000);
    lastCpu = process.threadCpuUsage();
    if (turning) setImmediate(turn);
  };
  setImmediate(turn);
  const { costMs } = await sampler.sample();
  turning = false;
  return costMs;
}

const first = await sampler.sample();
for (let index = 0; index < WARM_UP; index++) {
  await sampler.sample();
  await setTimeout(intervalMs);
}

const before = process.cpuUsage();
for (let index = 0; index < samples; index++) {
  costSum += (await sampler.sample()).costMs;
  await setTimeout(intervalMs);
}
const whole = process.cpuUsage(before);

globalThis.gc?.();
const profiler = new GCProfiler();
profiler.start();
const heapBefore = process.memoryUsage().heapUsed;
for (let index = 0; index < samples; index++) await sampler.sample();
const heapAfter = process.memoryUsage().heapUsed;
const collections = profiler.stop().statistics.length;

for (let index = 0; index < 10; index++) await sampleWatchingTheLoop();

console.log(
  JSON.stringify({
    processes: first.processes.size,
    firstMs: first.costMs,
    // the kernel books CPU time in ticks, so that one refresh alone says little
    meanMs: costSum / samples,
    processMs: (whole.user + whole.system) / 1000 / samples,
    bytesPerRefresh: collections === 0 ? (heapAfter - heapBefore) / samples : null,
    longestHoldMs,
    longestHoldCpuMs,
    residentBytes: process.memoryUsage().rss,
  }),
);
sampler.dispose();
