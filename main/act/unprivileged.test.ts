import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';

const script = fileURLToPath(new URL('unprivileged-actor.fixture.ts', import.meta.url));
const report = z.object({
  uid: z.number(),
  support: z.record(z.string(), z.object({ usable: z.boolean(), undoable: z.boolean(), why: z.string().nullable() })),
  foreign: z.record(z.string(), z.object({ usable: z.boolean() })),
  refusals: z.record(z.string(), z.object({ kind: z.string(), code: z.string(), reason: z.string() })),
  before: z.string(),
  during: z.string(),
  after: z.string(),
  group: z.array(z.string()),
  findings: z.array(z.string()),
});

test('without privilege: what cannot be undone is refused in words, what can be is done and undone', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  const said = report.parse(JSON.parse(stdout));

  expect(said.uid).not.toBe(0);
  expect(said.support['nice']).toMatchObject({ usable: true, undoable: false });
  expect(said.support['nice']?.why).toContain('cannot be lowered again');
  expect(said.support['schedPolicy']).toMatchObject({ undoable: false });
  expect(said.support['ioPriority']).toEqual({ usable: true, undoable: true, why: null });
  expect(said.support['oomScore']).toMatchObject({ usable: true, undoable: true });
  expect(said.refusals['nice']).toMatchObject({ kind: 'refused', code: 'not-undoable' });
  expect(said.refusals['idle']).toMatchObject({ kind: 'refused', code: 'not-undoable' });
  expect(said.refusals['idle']?.reason).toContain('SCHED_IDLE');

  expect(said.during).toBe('nice 0 policy 3 io idle oom 300');
  expect(said.after).toBe(said.before);
  expect(new Set(said.findings)).toEqual(new Set(['restored']));
  // the nice value of a whole autogroup, unlike that of a thread, may be taken back
  expect(said.group).toEqual(['10', '0']);
  for (const [lever, { usable }] of Object.entries(said.foreign)) expect(usable, lever).toBe(false);
});
