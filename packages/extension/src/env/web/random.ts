import type { Random } from '@opencredits/core';

export const random: Random = {
  fraction: () => Math.random(),
  id: () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(''),
};
