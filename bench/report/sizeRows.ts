import type { SizeLine } from '../../scripts/vsix/sizeRules.ts';
import type { Row } from './rows.ts';

export function sizeRows(sizes: readonly SizeLine[]): Row[] {
  return [
    ['Sizes', 'bytes', 'budget', 'ratio'],
    ...sizes.map(({ what, bytes, budgetBytes }) => [
      `  ${what}`,
      String(bytes),
      ...(budgetBytes === undefined ? ['–', ''] : [String(budgetBytes), (bytes / budgetBytes).toFixed(2)]),
    ]),
  ];
}
