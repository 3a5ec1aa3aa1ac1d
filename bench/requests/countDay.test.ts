import { expect, test } from 'vitest';
import { countDay } from './countDay.ts';
import { readRequestBudgets } from './requestBudgets.ts';
import { scenarioNames, scenarios } from './scenarios.ts';

const budgets = readRequestBudgets();

// More requests than before would be a nuisance to the provider, fewer a figure that is older than promised: either
// way budgets.json has to be changed with a reason.
test.each(scenarioNames)(
  'a day of %s sends just as many requests as budgets.json says',
  async (name) => {
    expect(await countDay(scenarios[name])).toEqual(budgets.day[name]);
  },
  // A day is thousands of turns of the event loop: two seconds, on a busy machine more.
  30_000,
);

test('budgets.json has no scenario that is not counted', () => {
  expect(Object.keys(budgets.day).sort()).toEqual([...scenarioNames].sort());
});
