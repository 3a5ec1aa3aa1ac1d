import type { SpendChart } from '@opencredits/core';

/** What the parts are called: those that are gathered have a name of ours. */
export function partNames({ parts }: Pick<SpendChart, 'parts'>): readonly string[] {
  return parts.map(({ name, kind }) => {
    switch (kind) {
      case 'named':
        return name;
      case 'other':
        return name || 'All others';
      case 'rest':
        return name || 'Not broken down';
    }
  });
}
