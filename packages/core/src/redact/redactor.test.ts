import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Redactor } from './redactor.ts';

const SECRET = 'sk-or-v1-simulated-management';

function knowing(...secrets: readonly string[]): Redactor {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.remember(secret);
  return redactor;
}

/** Every run of six characters of the secret that can be read in `text`: as it stands, or after undoing an encoding. */
function readable(text: string, secret: string): readonly string[] {
  const fromBase64 = (text.match(/[A-Za-z0-9+/]{8,}/g) ?? []).flatMap((run) =>
    [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64').toString('latin1')),
  );
  const fromUrl = text.replace(/%([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  const fromJson = text.replace(/\\(["\\])/g, '$1');
  const windows = Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6));
  return windows.filter((window) =>
    [text, fromUrl, fromJson, ...fromBase64].some((one) => one.includes(window)),
  );
}

/** Secrets of visible ASCII, as keys are, but without a word that the redactor's own output is made of. */
const secrets = fc
  .string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 8,
    maxLength: 80,
  })
  .filter(
    (secret) => readable('[redacted] [unreadable] name: message: cause: errors: stack', secret).length === 0,
  );

const around = fc.string({ maxLength: 12 });

/** The ways in which a secret gets into a text: as it is, escaped, encoded, cut off at either end. */
const embedded = (secret: string): fc.Arbitrary<string> =>
  fc
    .record({ before: around, after: around, cut: fc.nat({ max: secret.length }), form: fc.nat({ max: 7 }) })
    .map(({ before, after, cut, form }) => {
      const whole = before + secret + after;
      const forms = [
        whole,
        before + encodeURIComponent(secret) + after,
        JSON.stringify(whole),
        Buffer.from(whole).toString('base64'),
        before + secret.slice(cut),
        before + secret.slice(0, cut),
        `Authorization: Bearer ${secret}\n    at fetch (https://u:${secret}@openrouter.ai/x?key=${secret})`,
        `Headers.append: "Bearer ${secret}\nX" is an invalid header value.`,
      ];
      return forms[form] ?? whole;
    });

/** Errors, lists, records and cycles, with the secret anywhere in them. */
const nested = (secret: string): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      embedded(secret),
      tie('error'),
      tie('aggregate'),
      tie('list'),
      tie('record'),
      tie('odd'),
    ),
    error: fc
      .record({
        message: embedded(secret),
        cause: tie('any'),
        field: tie('any'),
        stack: fc.option(embedded(secret)),
      })
      .map(({ message, cause, field, stack }) => {
        const error: Error & Record<string, unknown> = Object.assign(new TypeError(message, { cause }), {
          [message]: field,
          input: message,
        });
        if (stack !== null) error.stack = stack;
        return error;
      }),
    aggregate: fc
      .record({ message: embedded(secret), errors: fc.array(tie('any'), { maxLength: 3 }) })
      .map(({ message, errors }) => new AggregateError(errors, message)),
    list: fc.array(tie('any'), { maxLength: 3 }),
    record: fc.dictionary(fc.string({ maxLength: 5 }), tie('any'), { maxKeys: 3 }),
    odd: embedded(secret).map((text) => {
      const circle: Record<string, unknown> = {
        text,
        symbol: Symbol(text),
        map: new Map([[text, text]]),
        set: new Set([text]),
      };
      circle['self'] = circle;
      Object.defineProperty(circle, 'trap', {
        enumerable: true,
        get: () => {
          throw new Error(text);
        },
      });
      return circle;
    }),
  })).any;

describe('[trust 47] a known secret', () => {
  test(
    'never comes through, in six characters or more, from whatever it is nested in',
    { timeout: 600_000 },
    () => {
      const cases = secrets.chain((secret) => fc.tuple(fc.constant(secret), nested(secret)));
      fc.assert(
        fc.property(cases, ([secret, value]) => {
          expect(readable(knowing(secret).redact(value), secret)).toEqual([]);
        }),
        { numRuns: 1000 },
      );
    },
  );

  test('is found in base64 of any length and at every alignment', () => {
    for (const prefix of ['', 'x', 'xy', 'Bearer ', 'user:', '{"apiKey":"']) {
      for (const suffix of ['', '1', '12', '"}']) {
        const text = knowing(SECRET).redact(Buffer.from(prefix + SECRET + suffix).toString('base64'));
        expect(readable(text, SECRET)).toEqual([]);
        expect(text).toContain('[redacted]');
      }
    }
  });

  test.each([
    ['its first half', SECRET.slice(0, 14)],
    ['its second half', SECRET.slice(14)],
    ['its middle', `before${SECRET.slice(9, 18)}after`],
    ['twice in a row', SECRET + SECRET],
    ['at the place where a long text is cut', 'x'.repeat(19_990) + SECRET],
  ])('%s', (_what, text) => {
    expect(readable(knowing(SECRET).redact(text), SECRET)).toEqual([]);
  });

  test('what stands around it stays readable', () => {
    expect(knowing('secret-of-the-moment').redact('sent secret-of-the-moment to openrouter.ai')).toBe(
      'sent [redacted] to openrouter.ai',
    );
  });

  test('two keys at once', () => {
    const text = knowing('first-secret-key', 'second-secret-key').redact(
      'first-secret-key second-secret-key',
    );
    expect(text).toBe('[redacted] [redacted]');
  });
});

describe('[trust 18] without knowing any secret', () => {
  test.each([
    [`the key was ${SECRET}.`, 'the key was [redacted].'],
    ['Bearer abc.def.ghi rejected', 'Bearer [redacted] rejected'],
    ['authorization: Basic dXNlcg==', 'authorization: [redacted] [redacted]'],
    ['{"apiKey":"plainvalue"}', '{"apiKey":"[redacted]"}'],
    ['x-api-key=plainvalue, next', 'x-api-key=[redacted], next'],
    ['password: hunter2;', 'password: [redacted];'],
    ['https://user:hunter2@openrouter.ai/api', 'https://[redacted]@openrouter.ai/api'],
    ['https://openrouter.ai/auth?code=once&x=y', 'https://openrouter.ai/auth?[redacted]'],
    [
      'Failed to parse URL from http://u:p@h/?k=v',
      'Failed to parse URL from http://[redacted]@h/?[redacted]',
    ],
  ])('%j becomes %j', (text, expected) => {
    expect(new Redactor().redact(text)).toBe(expected);
  });

  test.each([
    ['read'],
    ['openrouter 00000000000000000000000000000001: not read'],
    ['https://openrouter.ai/api/v1/key answered 503'],
    ['three tokens, one secret'],
  ])('%j stays as it is', (text) => {
    expect(new Redactor().redact(text)).toBe(text);
  });
});

describe('any value becomes a text', () => {
  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a bigint', 5n, '5'],
    ['a list', [1, 'two', [3]], '[1, two, [3]]'],
    ['a record', { status: 503, nested: { ok: false } }, '{status: 503, nested: {ok: false}}'],
  ])('%s', (_what, value, expected) => {
    expect(new Redactor().redact(value)).toBe(expected);
  });

  test('an error keeps its message, its stack, its cause and its own fields', () => {
    const error = Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'ECONNRESET' });
    const text = new Redactor().redact(error);
    expect(text).toContain('Error: outer\n');
    expect(text).toContain('redactor.test.ts');
    expect(text).toContain('cause: Error: inner');
    expect(text).toContain('code: ECONNRESET');
  });

  test('the errors of an aggregate are all there', () => {
    const text = new Redactor().redact(new AggregateError([new Error('one'), new Error('two')], 'both'));
    expect(text).toMatch(/both[^]*one[^]*two/);
  });

  test('circles and endless chains end', () => {
    const circle: Error & { self?: unknown } = new Error('circle');
    circle.self = circle;
    expect(new Redactor().redact(circle)).toContain('self: \u2026');
    let chain = new Error('last');
    for (let length = 0; length < 5000; length += 1) chain = new Error(`link ${length}`, { cause: chain });
    expect(new Redactor().redact(chain).length).toBeLessThanOrEqual(20_000);
  });

  test('[trust 46] nothing that it is given makes it throw', () => {
    const fail = (): never => {
      throw new Error('no');
    };
    const lying = new Error('lying');
    Object.defineProperty(lying, 'stack', { get: fail });
    const hostile: readonly unknown[] = [
      Object.defineProperty({}, 'x', { enumerable: true, get: fail }),
      lying,
      Object.assign(new Error('number'), { stack: 5 }),
      Object.assign(new Error('x'), { message: undefined }),
      new Proxy({}, { ownKeys: fail, get: fail, getPrototypeOf: fail }),
      new Proxy([], { get: fail }),
      Object.assign(() => undefined, { toString: fail }),
      Object.create(null),
      Symbol('x'),
    ];
    for (const value of hostile) expect(typeof new Redactor().redact(value)).toBe('string');
    expect(new Redactor().redact({ before: 1, bad: hostile[0] })).toContain('before: 1');
    for (const odd of ['', 'short', '\ud800\ud800\ud800\ud800', '\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e']) {
      expect(() => new Redactor().remember(odd)).not.toThrow();
    }
  });
});
