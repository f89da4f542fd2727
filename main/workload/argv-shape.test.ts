import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argvShape } from './argv-shape.ts';

const shapeOf = (line: string): string => argvShape(line.split(' '));

test.each([
  ['x --port 1234 /home/a/x.txt', '--port <number> <path>'],
  ['x serve --listen=0.0.0.0:80 --workers=4', 'serve --listen=<text> --workers=<number>'],
  ['mysql -uroot -pHunter2 -h db', '-u<text> -p<text> -h <text>'],
  ['git clone https://ada:s3cret@example.org/x.git', 'clone <url>'],
  ['cc -O2 -c a.c b.c c.c -o /tmp/x.o', '-O<number> -c <text> -o <path>'],
  ['cat /a /b /c', '<path>'],
  ['x', ''],
  ['tool TOKEN=abc -- - --no-fork', '<text> -- - --no-fork'],
  ['sleep 10s -5', '<number>'],
])('%s has the shape %s', (line, shape) => {
  expect(shapeOf(line)).toBe(shape);
});

test('one program has one shape, whatever the numbers and files are', () => {
  expect(shapeOf('x --jobs 4 --out /a/b')).toBe(shapeOf('x --jobs 16 --out /c'));
});

test('a secret never survives, wherever it stands', () => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/_-.'.split('');
  const secret = fc
    .string({ unit: fc.constantFrom(...alphabet), minLength: 8, maxLength: 40 })
    .filter((text) => /\d/.test(text) && /[a-z]/i.test(text) && !/^\d+[a-z]?$/i.test(text));
  const place = fc.constantFrom(
    (text: string) => [text],
    (text: string) => ['--password', text],
    (text: string) => [`--token=${text}`],
    (text: string) => [`-p${text}`],
    (text: string) => [`API_KEY=${text}`],
    (text: string) => [`https://u:${text}@h/`],
    (text: string) => ['-H', `Authorization: Bearer ${text}`],
  );
  fc.assert(
    fc.property(secret, place, (text, put) => {
      expect(argvShape(['x', ...put(text)])).not.toContain(text);
    }),
  );
});

test('a shape is bounded and holds no line breaks, whatever the arguments are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 300 }), { maxLength: 100 }), (argv) => {
      const shape = argvShape(argv);
      expect(shape.split(' ').length).toBeLessThanOrEqual(25);
      expect(shape).not.toMatch(/[\r\n\0]/);
    }),
  );
});
