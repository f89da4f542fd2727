import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamName, StreamValue } from '../../contract/calls.ts';
import { controlledApi } from './api.fixture.ts';
import { streamSession } from './stream-session.ts';

const alerts = (text: string): StreamValue<'alerts'> => ({
  alerts: [{ id: '1', at: 1, severity: 'info', code: 'c', text }],
});

/** A session whose line a test opens and closes, and what went over it. */
function session() {
  let fulls = 0;
  const api = controlledApi({}, { alerts: () => alerts(`full ${(fulls += 1)}`) });
  const sent: unknown[] = [];
  const line = { open: true };
  const made = streamSession(
    { accepts: () => line.open, send: (frame) => sent.push(JSON.parse(frame)) },
    api.subscribe,
  );
  return { ...api, ...made, sent, line };
}

const always = () => true;

describe('a stream', () => {
  test('that is not accepted is not even subscribed to, and begins when it is', () => {
    const { line, receive, resume, subscribed, sent } = session();
    line.open = false;
    receive({ listen: ['alerts'] });
    expect(subscribed()).toEqual([]);
    line.open = true;
    resume(always);
    expect(sent).toEqual([{ stream: 'alerts', value: alerts('full 1'), again: true }]);
  });

  test('goes on with a whole value that says something is missing, and only the first does', () => {
    const { line, receive, resume, emit, sent } = session();
    receive({ listen: ['alerts'] });
    line.open = false;
    emit('alerts', alerts('left out'));
    emit('alerts', alerts('not even made'));
    line.open = true;
    resume(always);
    emit('alerts', alerts('live'));
    expect(sent).toEqual([
      { stream: 'alerts', value: alerts('full 1') },
      { stream: 'alerts', value: alerts('full 2'), again: true },
      { stream: 'alerts', value: alerts('live') },
    ]);
  });

  test('that was taken back while it was suspended stays away', () => {
    const { receive, suspend, resume, subscribed } = session();
    receive({ listen: ['alerts', 'approvals'] });
    suspend();
    receive({ unlisten: ['alerts'] });
    resume(always);
    expect(subscribed()).toEqual(['approvals']);
  });
});

test('whatever happens, what is subscribed to is what is wanted and accepted, once, and nothing is left in the end', () => {
  const names: readonly StreamName[] = ['alerts', 'approvals', 'decisions'];
  const some = fc.subarray([...names], { minLength: 1 });
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('listen', 'unlisten'), names: some }),
    fc.record({ kind: fc.constantFrom('close', 'open', 'suspend'), names: fc.constant([]) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { line, receive, suspend, resume, subscribed, dispose } = session();
      const wanted = new Set<StreamName>();
      for (const { kind, names: named } of steps) {
        if (kind === 'listen') receive({ listen: named });
        else if (kind === 'unlisten') receive({ unlisten: named });
        else if (kind === 'open') {
          line.open = true;
          resume(always);
        } else {
          line.open = false;
          suspend();
        }
        for (const name of named) {
          if (kind === 'listen') wanted.add(name);
          else wanted.delete(name);
        }
        expect(subscribed().toSorted()).toEqual(line.open ? [...wanted].toSorted() : []);
      }
      dispose();
      resume(always);
      expect(subscribed()).toEqual([]);
    }),
  );
});
