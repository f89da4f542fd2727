/** JSON with 64-bit integers: `{"bigint":"123"}`. */
export const write = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? { bigint: String(one) } : one));

export const read = (text: string): unknown =>
  JSON.parse(text, (_, one: unknown) => (isWritten(one) ? BigInt(one.bigint) : one));

const isWritten = (one: unknown): one is { readonly bigint: string } =>
  typeof one === 'object' && one !== null && 'bigint' in one && typeof one.bigint === 'string';
