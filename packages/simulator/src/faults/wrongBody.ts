/** Bodies that are not what the contract says, sent with a status that promises they are. */
export const wrongBodies = [
  'malformed',
  'truncated',
  'empty',
  'null',
  'array',
  'string',
  'number',
  'missingData',
  'nullData',
  'arrayData',
  'numericStrings',
  'nullFields',
  'hugeNumbers',
  'overflowingNumbers',
  'nanStrings',
  'negativeNumbers',
  'negativeZeros',
  'objectFields',
  'pollution',
  'stringError',
  'zodError',
  'byteOrderMark',
  'invalidUtf8',
] as const;
export type WrongBody = (typeof wrongBodies)[number];

/** The wrong body made out of the good one. `zodError` comes with 400, `stringError` with 500; all others with 200. */
export function wrongBody(kind: WrongBody, good: string): { status: number; body: string | Uint8Array } {
  switch (kind) {
    case 'malformed':
      return ok('{"data": {total_credits: 12.5,}');
    case 'truncated':
      return ok(good.slice(0, Math.floor(good.length / 2)));
    case 'empty':
      return ok('');
    case 'null':
      return ok('null');
    case 'array':
      return ok('[]');
    case 'string':
      return ok('"ok"');
    case 'number':
      return ok('5.2');
    case 'missingData':
      return ok('{}');
    case 'nullData':
      return ok('{"data":null}');
    case 'arrayData':
      return ok('{"data":[1,2,3]}');
    case 'numericStrings':
      return ok(withNumbers(good, (number) => `"${number}"`));
    case 'nullFields':
      return ok(withNumbers(good, () => 'null'));
    case 'hugeNumbers':
      return ok(withNumbers(good, () => '1e308'));
    case 'overflowingNumbers':
      // JSON.parse makes Infinity of it.
      return ok(withNumbers(good, () => '1e999'));
    case 'nanStrings':
      return ok(withNumbers(good, () => '"NaN"'));
    case 'negativeNumbers':
      return ok(
        withNumbers(good, (number) =>
          number.startsWith('-') ? number : `-${number === '0' ? '1' : number}`,
        ),
      );
    case 'negativeZeros':
      return ok(withNumbers(good, () => '-0'));
    case 'objectFields':
      return ok(withNumbers(good, (number) => `{"value":${number},"toString":"no"}`));
    case 'pollution':
      return ok(
        good.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'),
      );
    case 'stringError':
      return {
        status: 500,
        body: '{"error":"something went wrong","error_description":"no further details"}',
      };
    case 'zodError':
      return {
        status: 400,
        body: '{"success":false,"error":{"name":"ZodError","message":"[\\n  {\\n    \\"code\\": \\"invalid_type\\"\\n  }\\n]"}}',
      };
    case 'byteOrderMark':
      return ok(`\uFEFF${good}`);
    case 'invalidUtf8':
      return { status: 200, body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0xc3, 0x28, 0x7d]) };
  }
}

const ok = (body: string): { status: number; body: string } => ({ status: 200, body });

/** Replaces every number that is a field's value. Text in the strings of our answers never looks like `":5`. */
function withNumbers(json: string, replace: (number: string) => string): string {
  return json.replace(/":(-?\d[\d.eE+-]*)/g, (_, number: string) => `":${replace(number)}`);
}
