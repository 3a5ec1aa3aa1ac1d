// What tests get for `fast-check` (vitest.config.ts): the same, with the same seed every time, so that a change which breaks
// nothing passes. Other seeds are for `npm run fuzz -- --properties`.
import fc from '../../node_modules/fast-check/lib/fast-check.js';

fc.configureGlobal({ seed: Number(process.env['OPENCREDITS_SEED'] ?? 1) });

export * from '../../node_modules/fast-check/lib/fast-check.js';
// oxlint-disable-next-line import/no-default-export -- that is how fast-check is imported
export default fc;
