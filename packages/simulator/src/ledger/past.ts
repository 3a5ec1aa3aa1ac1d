import { dayMs, hourMs, hourStartMs, periodStartMs } from '../account/periods.ts';
import type { ListedKey } from '../account/listedKeys.ts';
import type { Random } from '../random.ts';
import { Ledger } from './ledger.ts';
import type { KeyPlan, ModelPlan, PastPlan } from './plan.ts';
import { dayFactor, isNight, officeRhythm } from './rhythm.ts';
import { tokensFor } from './tokens.ts';

/** One use before it has a price. */
interface Draft {
  atMs: number;
  model: ModelPlan;
  provider: string;
  /** Its place among the keys. */
  key: number;
  /** What it costs, beside the others. */
  weight: number;
}

/** Of what the user's own provider charges, OpenRouter takes this part from the credits. */
const byokFee = 0.05;
// A key that has been disabled was used until then.
const disabledDaysAgo = 10;

/** The ledger of an account whose keys have spent exactly `totalMicros` of its credits. The same `random` draws the same. */
export function createPast(
  plan: PastPlan,
  keys: readonly Pick<ListedKey, 'hash' | 'workspaceId'>[],
  totalMicros: number,
  nowMs: number,
  random: Random,
): Ledger {
  const ledger = new Ledger();
  if (totalMicros <= 0) return ledger;
  const drafts = draftPast(plan, nowMs, random);
  const isByok = ({ key }: Draft): boolean => plan.keys[key]?.isByok ?? false;
  const charged = (draft: Draft): number => (draft.model.isFree ? 0 : isByok(draft) ? byokFee : 1);
  const scale = totalMicros / drafts.reduce((sum, draft) => sum + draft.weight * charged(draft), 0);
  const costs = drafts.map(({ weight }) => Math.floor(weight * scale));
  const paid = (draft: Draft, cost: number): number => Math.floor(cost * charged(draft));
  let missing = totalMicros - drafts.reduce((sum, draft, index) => sum + paid(draft, costs[index] ?? 0), 0);
  for (const [index, draft] of drafts.entries()) {
    const key = keys[draft.key];
    if (!key) continue;
    const isWhole = charged(draft) === 1;
    // What rounding has left over goes to the first ones, a millionth each.
    const extra = isWhole ? Math.sign(missing) : 0;
    missing -= extra;
    const cost = (costs[index] ?? 0) + extra;
    const tokens = tokensFor(cost, draft.model, 0.35 + 0.3 * random());
    const byok = isByok(draft) && !draft.model.isFree;
    ledger.add({
      atMs: draft.atMs,
      model: draft.model.model,
      provider: draft.provider,
      keyHash: key.hash,
      workspaceId: key.workspaceId,
      usageMicros: isWhole ? cost : paid(draft, cost),
      byokMicros: byok ? cost : 0,
      byokRequests: byok ? tokens.requests : 0,
      ...tokens,
    });
  }
  return ledger;
}

function draftPast(plan: PastPlan, nowMs: number, random: Random): Draft[] {
  const drafts: Draft[] = [];
  const todayMs = periodStartMs('daily', nowMs);
  const endMs = plan.untilNow ? hourStartMs(nowMs) : todayMs;
  const choose = keyChooser(plan.keys, random);
  const draft = (atMs: number, daysAgo: number, model: ModelPlan): void => {
    const key = choose(daysAgo, isNight(new Date(atMs).getUTCHours()));
    const provider = model.providers[random() < 0.8 ? 0 : 1] ?? model.providers[0];
    if (key !== undefined) drafts.push({ atMs, model, provider, key, weight: 0.2 + random() ** 3 * 3 });
  };
  for (let daysAgo = plan.days; daysAgo >= 0; daysAgo--) {
    const dayStartMs = todayMs - daysAgo * dayMs;
    const weekday = new Date(dayStartMs).getUTCDay();
    const factor = dayFactor(plan.days - daysAgo, plan.days, random);
    for (const [index, model] of plan.models.entries()) {
      if (!isInUse(model, index, daysAgo)) continue;
      const before = drafts.length;
      for (let hour = 0; hour < 24; hour++) {
        const atMs = dayStartMs + hour * hourMs;
        if (atMs >= endMs) break;
        const wanted = factor * model.popularity * (isNight(hour) ? 0.4 : officeRhythm(hour, weekday));
        for (let left = wanted + random(); left >= 1; left--) draft(atMs, daysAgo, model);
      }
      // A model that is rarely used is used on its day all the same.
      const anyMs = dayStartMs + 10 * hourMs;
      if (drafts.length === before && anyMs < endMs) draft(anyMs, daysAgo, model);
    }
  }
  return drafts;
}

const isInUse = (model: ModelPlan, index: number, daysAgo: number): boolean =>
  daysAgo <= (model.sinceDaysAgo ?? Infinity) &&
  daysAgo >= (model.untilDaysAgo ?? 0) &&
  (daysAgo + index) % (model.everyDays ?? 1) === 0;

/** Draws the place of a key that existed on the day, by weight; undefined: there is none. */
function keyChooser(
  keys: readonly KeyPlan[],
  random: Random,
): (daysAgo: number, isNight: boolean) => number | undefined {
  const pool = (wanted: boolean): { place: number; upTo: number; key: KeyPlan }[] => {
    let upTo = 0;
    return keys.flatMap((key, place) => {
      if (key.weight <= 0 || (key.isNightly ?? false) !== wanted) return [];
      upTo += key.weight;
      return [{ place, upTo, key }];
    });
  };
  const [office, nightly] = [pool(false), pool(true)];
  const existsOn =
    (daysAgo: number) =>
    ({ key }: { key: KeyPlan }): boolean =>
      key.ageDays >= daysAgo && (!key.isDisabled || daysAgo >= disabledDaysAgo);
  return (daysAgo, night) => {
    const from = night && nightly.length > 0 ? nightly : office;
    const exists = existsOn(daysAgo);
    for (let attempt = 0; attempt < 5; attempt++) {
      const at = random() * (from.at(-1)?.upTo ?? 0);
      const found = from.find(({ upTo }) => at < upTo);
      if (found && exists(found)) return found.place;
    }
    return from.find(exists)?.place;
  };
}
