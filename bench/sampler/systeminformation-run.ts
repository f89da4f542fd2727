/** Child process of bench/sampler.ts: calls systeminformation.processes() once and prints one JSON line. */
import { processes } from 'systeminformation';
import { cpuSeconds } from './population.ts';

// it starts `ps`: children count as well. Asked again within half a second it would answer from its cache
const before = cpuSeconds(process.pid, true);
const found = (await processes()).all;
console.log(JSON.stringify({ processes: found, costMs: (cpuSeconds(process.pid, true) - before) * 1000 }));
