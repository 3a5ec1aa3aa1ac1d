// `npm run gallery`: photographs every state in VS Code 1.139, for people to look at: artifacts/gallery/*.png. It also
// retakes the pictures of the README, docs/images/*.png.
import { takeGallery } from '../e2e/gallery/gallery.ts';
import { isTask } from './lib/paths.ts';
import { packageExtension } from './package.ts';
import { cleanUp, cleanUpOnSignals } from './vscode/cleanUp.ts';
import { provision } from './vscode/provision.ts';

if (isTask(import.meta.url)) {
  cleanUpOnSignals();
  try {
    const [{ vsixPath }] = await Promise.all([packageExtension(), provision(['1.139'])]);
    const paths = await takeGallery({
      vsixPath,
      extensionId: 'opencredits.opencredits',
      statusBarId: 'opencredits.opencredits.balance',
    });
    for (const path of paths) console.log(path);
  } finally {
    await cleanUp();
  }
}
