// `npm run gallery [-- --past] [--host 1.139|1.75]`: photographs every state in VS Code 1.139, for people to look at:
// artifacts/gallery/*.png. What the past of an account tells is photographed in both VS Codes that run on Node, or in
// that of `--host`; `--past` leaves out everything else. It also retakes the pictures of the README, docs/images/*.png.
import { parseArgs } from 'node:util';
import { takeGallery } from '../e2e/gallery/gallery.ts';
import { type PastHost, takePastGallery } from '../e2e/gallery/past/pastGallery.ts';
import { hostNamed } from '../e2e/harness/host.ts';
import { product } from './e2e.ts';
import { isTask } from './lib/paths.ts';
import { cleanUp, cleanUpOnSignals } from './vscode/cleanUp.ts';
import { provision } from './vscode/provision.ts';

function pastHostNamed(text: string): PastHost {
  const host = hostNamed(text);
  if (host === 'web')
    throw new Error('The web host keeps its past in the browser: no picture of it is taken.');
  return host;
}

if (isTask(import.meta.url)) {
  cleanUpOnSignals();
  const { values } = parseArgs({
    options: {
      past: { type: 'boolean', default: false },
      host: { type: 'string', multiple: true, default: ['1.139', '1.75'] },
    },
  });
  const pastHosts = values.host.map(pastHostNamed);
  try {
    const [subject] = await Promise.all([
      product(),
      provision(values.past ? pastHosts : ['1.139', ...pastHosts]),
    ]);
    const paths = values.past ? [] : [...(await takeGallery(subject))];
    for (const host of pastHosts) paths.push(...(await takePastGallery(subject, host)));
    for (const path of paths) console.log(path);
  } finally {
    await cleanUp();
  }
}
