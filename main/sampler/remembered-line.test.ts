import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineBuffer, RememberedLine } from './remembered-line.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 40 });

it('a remembered line is known again, and no other taken for it, whatever lay in the buffer before', () => {
  fc.assert(
    fc.property(bytes, bytes, bytes, fc.nat(255), (first, second, left, byte) => {
      const buffer = new LineBuffer();
      const remembered = new RememberedLine();
      const put = (line: Uint8Array): number => {
        buffer.bytes.fill(byte);
        buffer.bytes.set(left);
        buffer.bytes.set(line);
        return line.length;
      };
      remembered.keep(buffer, put(first));
      expect(remembered.is(buffer, put(second))).toBe(Buffer.compare(first, second) === 0);
      expect(remembered.is(buffer, put(first))).toBe(true);
      remembered.keep(buffer, put(second));
      expect(remembered.is(buffer, put(second))).toBe(true);
      expect(remembered.is(buffer, put(first))).toBe(Buffer.compare(first, second) === 0);
    }),
  );
});

it('a failed reading is no line, and neither is one that was forgotten', () => {
  const buffer = new LineBuffer();
  const remembered = new RememberedLine();
  remembered.keep(buffer, 12);
  expect(remembered.is(buffer, -1)).toBe(false);
  remembered.forget();
  expect(remembered.is(buffer, 12)).toBe(false);
  expect(remembered.is(buffer, 0)).toBe(false);
});
