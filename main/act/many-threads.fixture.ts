/** A program of many threads that does as it is told, a line at a time: the tests' own real process. */
import { spawn } from 'node:child_process';
import { pbkdf2 } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

// libuv starts its whole pool (UV_THREADPOOL_SIZE) with the first piece of work
pbkdf2('', '', 1, 1, 'sha256', () => {
  say('ready');
});

createInterface({ input: process.stdin })
  .on('line', (order) => {
    if (order === 'thread') {
      new Worker('setInterval(() => {}, 1e6)', { eval: true }).on('online', () => {
        say('thread');
      });
    } else if (order === 'child') {
      const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
      child.on('spawn', () => {
        say(`child ${child.pid ?? 0}`);
      });
      process.on('exit', () => child.kill('SIGKILL'));
    }
  })
  .on('close', () => process.exit());
