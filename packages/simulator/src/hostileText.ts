// Strings that try to become something else on their way to a screen. `\u` escapes keep this file readable.

/** Markdown, command links, icons, HTML, bare URLs, table breaks, bidi and zero-width marks, and length. */
export const hostileLabel =
  '[Top up](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%22%7D) | `x` |\n' +
  '| --- | **bold** ![](https://elsewhere.example/t.png) <img src=x onerror=alert(1)></table><script>alert(1)</script> ' +
  '$(sync~spin) www.elsewhere.example a@elsewhere.example \u202Eevil\u202C \u2066in\u2069 z\u200Bw\u200D\uFEFF ' +
  `=HYPERLINK("https://elsewhere.example") {{constructor}} \u0000\u001b[31m ${'\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'.repeat(50)}`;

export const hostileReset = 'monthly](command:opencredits.refresh) $(sync~spin) | `\u202E';

export const hostileScope = '[scope](https://elsewhere.example) | $(flame) <b>';

/** As a JSON parser makes it: `__proto__` is an own property here and travels as such. */
export const hostileFields = JSON.parse(
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"no","hasOwnProperty":1}',
) as Record<string, unknown>;

export const hostileModels = [
  '__proto__',
  'constructor',
  '=cmd|"/c calc"!A1',
  '[model](command:workbench.action.quit) | x\n| y',
  '$(trash) https://elsewhere.example/model',
  '../../CON:b',
] as const;

/** One danger each: what a name of a model, a provider, a key or a workspace may be. None is longer than a line. */
export const hostileNames = [
  '[Top up](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%22%7D)',
  'https://elsewhere.example/pay www.elsewhere.example a@elsewhere.example',
  'left | right |\n| --- | --- |\n| 999 | 999 |',
  '`code` ```fence``` <!-- comment -->',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>" onload="alert(1)',
  'javascript:alert(1)',
  '![](https://elsewhere.example/t.png)</table>',
  '$(sync~spin) $(flame)',
  '\u202Egnp.exe\u202C \u2066isolated',
  'z\u200Be\u200Cr\u200Do\uFEFF\u00AD',
  '=HYPERLINK("https://elsewhere.example","Click")',
  '+1+cmd|"/c calc"!A1',
  '-2+3',
  '@SUM(1,1)',
  '\t=1+1\r',
  '\u0000nul\u001b[31m',
  '\uFF1D1+1',
  '../../x',
  'CON',
  'a:b\\c?*',
  '__proto__',
  'constructor',
  '   ',
  '0',
] as const;

/** Five hundred emoji, and ten thousand characters without a space. */
export const longHostileNames = [
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u{1F525}'.repeat(250),
  'x'.repeat(10_000),
] as const;
