// `npm run gallery [-- --past] [--dashboard] [--host 1.139|1.75]`: photographs every state in VS Code 1.139, for people to
// look at: artifacts/gallery/*.png. What the past of an account tells, and the dashboard, are photographed in both VS Codes
// that run on Node, or in that of `--host`; `--past` and `--dashboard` leave out everything else. They also retake the
// pictures of the README, docs/images/*.png.
import { parseArgs } from 'node:util';
import { takeDashboardGallery } from '../e2e/gallery/dashboard/dashboardGallery.ts';
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
      dashboard: { type: 'boolean', default: false },
      host: { type: 'string', multiple: true, default: ['1.139', '1.75'] },
    },
  });
  const pastHosts = values.host.map(pastHostNamed);
  const isAll = !values.past && !values.dashboard;
  try {
    const [subject] = await Promise.all([product(), provision(isAll ? ['1.139', ...pastHosts] : pastHosts)]);
    const paths = isAll ? [...(await takeGallery(subject))] : [];
    for (const host of pastHosts) {
      if (isAll || values.past) paths.push(...(await takePastGallery(subject, host)));
      if (isAll || values.dashboard) paths.push(await takeDashboardGallery(subject, host));
    }
    for (const path of paths) console.log(path);
  } finally {
    await cleanUp();
  }
}
