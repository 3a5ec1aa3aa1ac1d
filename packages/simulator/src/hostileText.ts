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
