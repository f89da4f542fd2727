import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { schemaVersion } from './migrations.ts';
import { openStore } from './open-store.ts';
import { decision, journalEntry, scratchFolder, standingClock } from './records.fixture.ts';

const clock = standingClock();

function open(path: string) {
  const opened = openStore(path, clock);
  onTestFinished(() => opened.store.close());
  return opened;
}

/** A database with an open intervention, a closed one, a rule of the person and a page or two of decisions. */
function filled(path: string): void {
  const { store } = openStore(path, clock);
  store.journal.write(journalEntry('open', { state: 'applied' }));
  store.journal.write(journalEntry('closed', { state: 'closed' }));
  store.rules.put({ kind: 'never-touch', programKey: 'k1', name: 'Firefox', at: 1 });
  for (let n = 0; n < 300; n += 1) store.decisions.put(decision(`d${n}`, { at: n }));
  store.close();
}

const codes = (notices: readonly { readonly code: string }[]) => notices.map(({ code }) => code);

describe('a file in order', () => {
  test('is made with its folder, for its owner alone, and keeps what is put in', () => {
    const path = join(scratchFolder(), 'made', 'brainkernel.db');
    const first = openStore(path, clock);
    expect(first.durable).toBe(true);
    expect(first.notices).toEqual([]);
    first.store.journal.write(journalEntry('d1'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    first.store.close();
    expect(readdirSync(join(path, '..'))).toEqual(['brainkernel.db']);

    const again = open(path);
    expect(again.notices).toEqual([]);
    expect(again.store.journal.open()).toEqual([journalEntry('d1')]);
  });

  test('in memory works the same and is never durable', () => {
    const { store, durable } = open(':memory:');
    expect(durable).toBe(false);
    store.journal.write(journalEntry('d1'));
    expect(store.journal.open()).toEqual([journalEntry('d1')]);
  });

  test('keeps every record that was acknowledged before kill -9', async () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const script = `
      import { openStore } from ${JSON.stringify(new URL('open-store.ts', import.meta.url).href)};
      import { systemClock } from ${JSON.stringify(new URL('../clock.ts', import.meta.url).href)};
      const { store } = openStore(${JSON.stringify(path)}, systemClock);
      const entry = ${JSON.stringify(journalEntry('x'))};
      for (let n = 0; ; n += 1) {
        store.journal.write({ ...entry, decisionId: 'd' + n, at: n });
        store.metrics.append([['cpu', n * 1000, n]]);
        process.stdout.write(n + '\\n');
        if (n % 50 === 0) await new Promise(setImmediate);
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('\n120\n')) child.kill('SIGKILL');
    });
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');

    const { store, notices, durable } = open(path);
    expect(notices).toEqual([]);
    expect(durable).toBe(true);
    const acknowledged = output.split('\n').slice(0, -1).map(Number);
    const kept = store.journal.open();
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged.length);
    expect(kept.slice(0, acknowledged.length).map(({ at }) => at)).toEqual(acknowledged);
  });
});

describe('a damaged file', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['is garbage', (path) => writeFileSync(path, 'This is not a database. '.repeat(1000))],
    ['is shorter than a header', (path) => writeFileSync(path, 'SQLite')],
    ['is cut off', (path) => truncateSync(path, 4096 * 3 + 100)],
    [
      'has a page of wrong bytes',
      (path) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, 4096 * 4, 4096 * 40);
        writeFileSync(path, bytes);
      },
    ],
    [
      'is empty beside a log that holds records',
      (path) => {
        writeFileSync(`${path}-wal`, Buffer.alloc(5000, 7));
        writeFileSync(path, '');
      },
    ],
  ];

  test.each(damages)('that %s is set aside whole, and a new one takes its place', (_, damage) => {
    const folder = scratchFolder();
    const path = join(folder, 'brainkernel.db');
    filled(path);
    damage(path);
    const found = ['', '-wal']
      .filter((suffix) => existsSync(path + suffix))
      .map((suffix) => [suffix, readFileSync(path + suffix)] as const);

    const { store, notices, durable } = open(path);
    expect(durable).toBe(true);
    expect(codes(notices)).toEqual(['database-set-aside']);
    store.journal.write(journalEntry('new'));
    expect(store.journal.open().map(({ decisionId }) => decisionId)).toContain('new');
    const aside = join(folder, 'brainkernel.db.corrupt-2026-05-04T00-00-00-000Z');
    expect(notices[0]?.text).toContain(aside);
    for (const [suffix, bytes] of found) expect(readFileSync(aside + suffix).equals(bytes)).toBe(true);
  });

  test('whose log holds records after a crash is set aside with that log, byte for byte', async () => {
    const folder = scratchFolder();
    const path = join(folder, 'brainkernel.db');
    filled(path);
    await inChild(`
      const { store } = openStore(${JSON.stringify(path)}, systemClock);
      store.journal.write(${JSON.stringify(journalEntry('after'))});
      report(process.pid);
      process.kill(process.pid, 'SIGKILL');`);
    const bytes = readFileSync(path);
    bytes.fill(0xa5, bytes.length - 4096 * 20);
    writeFileSync(path, bytes);
    const log = readFileSync(`${path}-wal`);
    const { store, notices } = open(path);
    expect(codes(notices)).toEqual(['database-set-aside']);
    expect(store.journal.open().map(({ decisionId }) => decisionId)).toEqual(['open', 'after']);
    const aside = join(folder, 'brainkernel.db.corrupt-2026-05-04T00-00-00-000Z');
    expect(readFileSync(aside).equals(bytes)).toBe(true);
    expect(readFileSync(`${aside}-wal`).equals(log)).toBe(true);
  });

  test('whose log was orphaned keeps the log', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    writeFileSync(`${path}-wal`, Buffer.alloc(5000, 7));
    const { notices, durable } = open(path);
    expect(durable).toBe(true);
    expect(codes(notices)).toEqual(['database-set-aside']);
  });

  test('gives what can still be read of open interventions and of the person’s rules to the new one', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    filled(path);
    const bytes = readFileSync(path);
    // the pages at the end hold decisions alone
    bytes.fill(0xa5, bytes.length - 4096 * 20);
    writeFileSync(path, bytes);
    const { store, notices } = open(path);
    expect(codes(notices)).toEqual(['database-set-aside']);
    expect(store.journal.open()).toEqual([journalEntry('open', { state: 'applied' })]);
    expect(store.rules.list().map(({ programKey }) => programKey)).toContain('k1');
    expect(store.decisions.list({ limit: 10 })).toEqual([]);
  });

  test('is never put over an earlier one that was set aside in the same moment', () => {
    const folder = scratchFolder();
    const path = join(folder, 'brainkernel.db');
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(path, text.repeat(200));
      openStore(path, clock).store.close();
    }
    const aside = readdirSync(folder).filter((name) => name.includes('corrupt'));
    expect(aside.map((name) => readFileSync(join(folder, name), 'utf8').slice(0, 3)).sort()).toEqual([
      'fir',
      'sec',
      'thi',
    ]);
  });
});

describe('a file that is not ours to use', () => {
  test('is left untouched when a newer version wrote it', () => {
    const folder = scratchFolder();
    const path = join(folder, 'brainkernel.db');
    filled(path);
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${schemaVersion + 1}`);
    newer.close();
    const before = readFileSync(path);
    const { store, notices, durable } = open(path);
    expect(durable).toBe(false);
    expect(codes(notices)).toEqual(['database-newer']);
    expect(notices[0]?.text).toContain(`schema ${schemaVersion + 1}`);
    expect(store.journal.open()).toEqual([]);
    store.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['brainkernel.db']);
  });

  test('is left to the process that has it open, whose interventions are not taken over', async () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    const { store } = open(path);
    store.journal.write(journalEntry('theirs'));
    const second = await inChild(`
      const { store, notices, durable } = openStore(${JSON.stringify(path)}, systemClock);
      report({ durable, codes: notices.map((n) => n.code), open: store.journal.open().length });`);
    expect(second).toEqual([{ durable: false, codes: ['database-locked'], open: 0 }]);
    store.journal.write(journalEntry('still mine'));
    expect(store.journal.open()).toHaveLength(2);
  });

  test('is not even a file', () => {
    const path = join(scratchFolder(), 'brainkernel.db');
    mkdirSync(path);
    const { notices, durable } = open(path);
    expect(durable).toBe(false);
    expect(codes(notices)).toEqual(['database-read-only']);
  });
});

describe('a disk that does not take records', () => {
  test('read-only: the engine observes, and still learns what it has to give back', async () => {
    const folder = scratchFolder();
    const source = join(folder, 'source.db');
    filled(source);
    const mounted = join(folder, 'mounted');
    mkdirSync(mounted);
    const path = join(mounted, 'brainkernel.db');
    const [report] = await inChild(
      `const { store, notices, durable } = openStore(${JSON.stringify(path)}, systemClock);
       store.metrics.append([['cpu', 1000, 2]]);
       report({
         durable,
         codes: notices.map((n) => n.code),
         open: store.journal.open().map((e) => e.decisionId),
         rules: store.rules.list().map((r) => r.programKey),
         metrics: store.metrics.query('cpu', 0, 5000, 1),
       });
       store.close();`,
      `mount -t tmpfs -o size=4m tmpfs ${mounted} && cp ${source} ${path} && mount -o remount,ro ${mounted}`,
    );
    expect(report).toEqual({
      durable: false,
      codes: ['database-read-only'],
      open: ['open'],
      rules: ['k1'],
      metrics: [[1000, 2]],
    });
  });

  test('full at the start: says so, touches nothing', async () => {
    const folder = scratchFolder();
    const mounted = join(folder, 'mounted');
    mkdirSync(mounted);
    const [report] = await inChild(
      `const { notices, durable } = openStore(${JSON.stringify(join(mounted, 'brainkernel.db'))}, systemClock);
       report({ durable, codes: notices.map((n) => n.code) });`,
      `mount -t tmpfs -o size=64k tmpfs ${mounted} && ! dd if=/dev/zero of=${join(mounted, 'filler')} bs=4k status=none`,
    );
    expect(report).toEqual({ durable: false, codes: ['database-full'] });
  });

  test('full later: the journal refuses, the rest is dropped and said once, and all works again when there is room', async () => {
    const mounted = join(scratchFolder(), 'mounted');
    mkdirSync(mounted);
    const filler = join(mounted, 'filler');
    const [report] = await inChild(
      `import { appendFileSync, rmSync } from 'node:fs';
       const { store, durable } = openStore(${JSON.stringify(join(mounted, 'brainkernel.db'))}, systemClock);
       const notices = [];
       store.onNotice((n) => notices.push(n.code));
       const entry = ${JSON.stringify(journalEntry('x'))};
       store.journal.write({ ...entry, decisionId: 'before' });
       try { for (;;) appendFileSync(${JSON.stringify(filler)}, Buffer.alloc(4096)); } catch {}
       const troubles = new Set();
       for (let n = 0; n < 100; n += 1)
         try { store.journal.write({ ...entry, decisionId: 'full' + n }); } catch (error) { troubles.add(error.name + ' ' + error.trouble); }
       const written = store.journal.open().length - 1;
       const cost = { provider: 'groq', model: 'm', inputTokens: 10, outputTokens: 5, usd: 0.5 };
       store.spend.add(1000, cost);
       for (let n = 0; n < 100; n += 1) store.decisions.put(${JSON.stringify(decision('lost'))});
       store.journal.setState('before', 'closed');
       const whileFull = { spent: store.spend.sum(0, 2000).usd, stillOpen: store.journal.open().some((e) => e.decisionId === 'before') };
       const saidWhileFull = [...notices];
       rmSync(${JSON.stringify(filler)});
       store.journal.write({ ...entry, decisionId: 'after' });
       store.spend.add(1500, cost);
       store.close();
       const again = openStore(${JSON.stringify(join(mounted, 'brainkernel.db'))}, systemClock);
       const open = again.store.journal.open().map((e) => e.decisionId).filter((id) => !id.startsWith('full'));
       report({ durable, troubles: [...troubles], fewer: written < 100, whileFull, saidWhileFull, notices, open, spent: again.store.spend.sum(0, 2000).usd, reopened: again.durable });`,
      `mount -t tmpfs -o size=512k tmpfs ${mounted}`,
    );
    expect(report).toEqual({
      durable: true,
      troubles: ['StoreWriteError full'],
      fewer: true,
      whileFull: { spent: 0.5, stillOpen: false },
      saidWhileFull: ['records-lost'],
      notices: ['records-lost', 'records-kept-again'],
      open: ['after'],
      spent: 1,
      reopened: true,
    });
  });
});

/** Runs code with openStore, systemClock and report(json) in a process and a mount namespace of its own, so that nothing stays mounted. */
async function inChild(code: string, prepare = 'true'): Promise<readonly unknown[]> {
  const script = `
    import { openStore } from ${JSON.stringify(new URL('open-store.ts', import.meta.url).href)};
    import { systemClock } from ${JSON.stringify(new URL('../clock.ts', import.meta.url).href)};
    const report = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
    ${code}`;
  const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];
  const child = spawn(
    'unshare',
    [...namespace, 'sh', '-c', `${prepare} && exec "$0" --input-type=module -e "$1"`, process.execPath, script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  expect(child.signalCode ?? child.exitCode).toBeOneOf([0, 'SIGKILL']);
  return output
    .trim()
    .split('\n')
    .map((line) => z.unknown().parse(JSON.parse(line)));
}
