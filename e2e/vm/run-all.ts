/**
 * `npm run test:vm`: every scenario in one boot of a real systemd machine under emulation. Builds the machine's image
 * when it is missing or out of date, bundles the scenarios (JavaScript runs about ten times slower there, and reading
 * many files slower still), runs each as the user it asks for, and closes with `N passed, N failed`.
 * Arguments name scenarios; without any, all run.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { buildHelper } from '../../scripts/build-helper.ts';
import { systemFiles } from '../../scripts/package-config.ts';
import type { Scenario } from './scenario.ts';

const here = import.meta.dirname;
const root = join(here, '..', '..');
/** Control sequences of a terminal: ESC [ parameters letter. */
const clearing = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');
/** A busy host has tripled a run of a minute before. */
const LIMIT_SECONDS = 1_500;
/**
 * The emulator executes a kernel that patches itself (jump labels) on two CPUs, and has seldom run a half-patched
 * instruction: the guest's kernel then panics in its scheduler, whatever runs. Such a machine has shown nothing and is
 * booted again; what a machine that got to its end reports is never asked for twice.
 */
const BOOTS = 3;
/** `run`: the machine never reported. */
const BROKE_DOWN = 125;

const all = readdirSync(join(here, 'scenarios')).map((file) => basename(file, '.ts'));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`no such scenario: ${unknown.join(', ')}; there are: ${all.join(', ')}`);
  process.exit(2);
}

const job = mkdtempSync(join(tmpdir(), 'brainkernel-vm-'));
try {
  const image = spawnSync(join(here, 'build'), { stdio: ['ignore', 'inherit', 'inherit'] });
  if (image.status !== 0) throw new Error('the image of the test machine could not be built');
  await prepare();
  process.exitCode = await report();
} finally {
  rmSync(job, { recursive: true, force: true });
}

/**
 * The job's folder: Node, koffi, the bundles, the engine where `scripts/engine-command.ts` looks for it from inside of
 * them, `scripts/helper-install.ts` with the files that it looks for, a scheduler, what packages put into the system below
 * `install`, and a script that runs the scenarios one after the other.
 */
async function prepare(): Promise<void> {
  const bundle = join(job, 'bundle');
  const entries = {
    ...Object.fromEntries(
      ['guest', ...wanted.map((name) => `scenarios/${name}`)].map((e) => [e, join(here, `${e}.ts`)]),
    ),
    'scripts/helper-install': join(root, 'scripts', 'helper-install.ts'),
  };
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: bundle,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: entries,
        external: ['koffi', ...builtinModules, /^node:/],
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true, external: ['koffi'] },
  });
  await build({
    configFile: join(root, 'vite.engine.config.ts'),
    root,
    logLevel: 'warn',
    build: { outDir: join(bundle, 'out', 'engine') },
  });
  const [scheduler, object] = [join(here, 'scx', 'simple.bpf.c'), join(job, 'simple.bpf.o')];
  execFileSync('clang', ['-target', 'bpf', '-g', '-O2', '-c', scheduler, '-o', object]);
  writeFileSync(join(job, 'package.json'), '{"type":"module"}');
  copyFileSync(process.execPath, join(job, 'node'));
  for (const name of ['koffi', `@koromix/koffi-linux-${process.arch}`]) {
    const to = join(job, 'node_modules', name);
    mkdirSync(to, { recursive: true });
    cpSync(join(root, 'node_modules', name), to, { recursive: true, dereference: true });
  }
  buildHelper();
  for (const { from, to } of systemFiles()) {
    for (const place of [join(job, 'install', to), join(bundle, from)]) {
      mkdirSync(dirname(place), { recursive: true });
      copyFileSync(join(root, from), place);
    }
  }
  const runs = await Promise.all(
    wanted.map(async (name) => {
      const { scenario } = (await import(join(here, 'scenarios', `${name}.ts`))) as { readonly scenario: Scenario };
      const [before, after] = scenario.around ?? [];
      const lines = [before, `vm-as ${scenario.as} './node bundle/guest.js ${name}'`, after];
      return lines.filter((line) => line !== undefined).join('\n');
    }),
  );
  writeFileSync(join(job, 'all.sh'), `${runs.join('\n')}\n`);
}

/** A machine that did not get to the end has failed, unless its own kernel broke down and another boot gets there. */
async function report(): Promise<number> {
  for (let boot = 1; ; boot++) {
    const { ok, failed, complete, status } = await bootOnce();
    if (!complete && status === BROKE_DOWN && failed === 0 && boot < BOOTS) {
      console.log(`the machine broke down after ${ok} checks; it is booted again (${boot + 1} of ${BOOTS})`);
      continue;
    }
    if (!complete) console.log(`FAILED the machine stopped before its end (status ${String(status)})`);
    const failures = complete ? failed : failed + 1;
    console.log(`${ok} passed, ${failures} failed`);
    return failures === 0 && ok > 0 ? 0 : 1;
  }
}

/** Boots it, passes every line on and counts. */
async function bootOnce() {
  const machine = spawn(join(here, 'run'), ['--timeout', String(LIMIT_SECONDS), job, 'bash all.sh; echo all done'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => machine.once('exit', resolve));
  let ok = 0;
  let failed = 0;
  let complete = false;
  for await (const raw of createInterface({ input: machine.stdout })) {
    // logging in on a terminal clears its screen
    const line = raw.replaceAll(clearing, '');
    console.log(line);
    if (line.startsWith('ok ')) ok++;
    else if (line.startsWith('FAILED ')) failed++;
    else if (line === 'all done') complete = true;
  }
  return { ok, failed, complete, status: await ended };
}
