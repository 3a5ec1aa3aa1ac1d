/**
 * The cases of fault and abuse that this version must withstand, by number, in a few words. Tests carry the number in
 * their titles (`[trust 26] …`); `npm run generate` lists them in docs/testing.md and fails for a case without a test.
 * Together with {@link laterCases} these are all of the list, 1 to 64.
 */
export const faultCases: Readonly<Record<number, string>> = {
  1: 'A folder’s settings name another host or provider',
  2: 'So do a `.code-workspace` file and a second root folder',
  3: 'A workspace asks often, hides us or cries wolf',
  4: 'An environment with another base URL, or with certificate checks switched off',
  5: 'A `.env` file with a key',
  6: 'Restricted Mode, then trust granted',
  7: 'A synced account or setting that names another host: there is none to name',
  8: 'A key pasted with spaces, line ends, `Bearer`, quotes, a byte order mark, zero-width characters',
  9: 'A key with a line break or NUL inside',
  10: 'A paste of a megabyte',
  11: 'A management key, pasted where an ordinary one was meant',
  12: 'SecretStorage refuses to store',
  13: 'A known account without its key',
  14: 'A keyring that never answers',
  15: 'A host that keeps secrets in memory only, reloaded',
  16: 'Events about secrets twice, without a change, missing, in another order',
  17: 'A key removed or replaced in one window while another asks with it',
  18: 'Secret names and logs at trace level',
  19: 'Another extension that calls our commands with anything, or looks at our exports',
  20: 'Diagnostics that are copied',
  21: 'Everything removed, with other windows open',
  22: 'Other schemes, user info, fragments, look-alike hosts, odd ports',
  23: 'Redirects of every kind, to another host, to http, in a loop',
  24: 'Expired, self-signed and wrong-host certificates; certificate checks switched off',
  25: 'A captive portal: 200 with HTML',
  26: 'An endless body, a huge one, a gzip bomb',
  27: 'Headers that never come, a body that hangs, one byte a second',
  28: 'Malformed, empty, `null`, array, missing data',
  29: 'Numbers as strings, NaN, 1e308, -0, negative, null',
  30: '`__proto__` and `constructor` as names in an answer',
  31: 'Ten thousand entries in one answer',
  32: '401',
  33: '403 from a route for management keys',
  34: '429 with every form of Retry-After, or none',
  35: 'An hour of 429 or 5xx with eight windows',
  36: 'Offline, DNS, a proxy that refuses; and back again',
  37: 'Eight windows at once, restored together, dying in the middle',
  38: 'Somebody who hammers Refresh',
  39: 'An answer for another account',
  40: 'Sleep, and waking without a network',
  41: 'A clock that is set, forward and back',
  42: 'An interval of NaN, 0, -5, 10¹², or a word',
  43: 'Settings flipped fifty times',
  44: 'Closing during a request and during a write',
  45: 'Closing is not relied on for saving',
  46: 'An exception in a timer or a listener',
  47: 'An unhandled rejection that carries the key',
  48: 'Our files cut, random, of another shape, damaged in part',
  49: 'A disk that is full or read-only, a file system without what others have',
  50: 'Two windows that append to the history at once',
  51: 'Five years of history of ten accounts',
  52: 'Files of a newer version',
  53: 'A label that is a command link',
  54: 'A label that is a bare address',
  55: 'A label with a pipe, a line break, HTML, an image',
  56: 'A label with icon codes, bidi overrides, 500 emoji, 10 000 characters',
  57: 'A label that is HTML, in a page of ours',
  58: 'A forged, huge or unknown message of the page',
  59: 'Names in an exported table that are formulas',
  60: 'A label that is a path, as the name of an exported file',
  64: 'A planted key, `.env`, source map or hidden character in the built package',
};

export interface LaterCase {
  readonly words: string;
  /** The part of OpenCredits that must exist before the case can happen. */
  readonly waitsFor: string;
}

/** The cases that cannot happen yet. */
export const laterCases: Readonly<Record<number, LaterCase>> = {
  61: { words: 'A sign-in address that somebody else has made', waitsFor: 'signing in with OpenRouter' },
  62: {
    words: 'A sign-in that comes back in another window or editor',
    waitsFor: 'signing in with OpenRouter',
  },
  63: {
    words: 'An agent that calls our tool a thousand times, or to learn too much',
    waitsFor: 'chat tools',
  },
};
