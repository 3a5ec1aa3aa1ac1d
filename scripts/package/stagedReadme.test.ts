import { expect, it } from 'vitest';
import { stagedReadme } from './stagedReadme.ts';

const readme = `# A

<!-- pictures -->
![light](docs/light.png)
<!-- /pictures -->

See [privacy](docs/privacy.md), [below](#b) and [keys](https://openrouter.ai/settings/keys).
`;

it('leaves out pictures and relative links while there is no public repository', () => {
  expect(stagedReadme(readme, false)).toBe(`# A

See privacy, [below](#b) and [keys](https://openrouter.ai/settings/keys).
`);
});

it('leaves the README alone once there is one', () => {
  expect(stagedReadme(readme, true)).toBe(readme);
});
