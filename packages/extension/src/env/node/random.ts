import type { Random } from '@opencredits/core';
import { randomBytes } from 'crypto';

export const random: Random = {
  fraction: () => Math.random(),
  id: () => randomBytes(16).toString('hex'),
};
