// One life of an extension host that is to be killed: changes our files without end, saying before and after each change
// what the accounts are to be. Bundled and run by killSeries.ts: node child.mjs FOLDER SEED NOW
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createAccountBook } from '../../packages/core/src/accounts/accountBook.ts';
import { recordFile } from '../../packages/core/src/monitor/recordFile.ts';
import { SeededRandom } from '../../packages/core/src/testing/year/seededRandom.ts';
import { createPast } from './past.ts';
import { portsIn } from './ports.ts';
import { accountsOf, type Said } from './state.ts';

const [, , folder = '', seed = '0', nowMs = '0'] = process.argv;
const random = new SeededRandom(Number(seed));
const ports = portsIn(folder);
const book = createAccountBook(ports);

const past = createPast(ports, random, Number(nowMs), say);

/** Written at once, so that what is said has been said when the process is gone in the next moment. */
function say(said: Omit<Said, 'complaints'>): void {
  try {
    writeSync(1, `${JSON.stringify({ ...said, complaints: ports.complaints })}\n`);
  } catch {
    // Who was to kill this process has ended before it.
    process.exit();
  }
}

/** So few accounts that each is changed often, and so many that the order means something. */
const MOST_ACCOUNTS = 6;

async function change(): Promise<void> {
  const { accounts } = book;
  const account = accounts[Math.floor(random.fraction() * accounts.length)];
  const chance = random.fraction();
  if (!account || (chance < 0.15 && accounts.length < MOST_ACCOUNTS)) {
    await book.saveKey({ providerId: 'openrouter' }, 'ordinary', newKey(), 'pasted');
  } else if (chance < 0.25) await book.remove(account);
  else if (chance < 0.4) await book.saveKey(account, 'ordinary', newKey(), 'pasted');
  else if (chance < 0.5) await book.saveKey(account, 'management', newKey(), 'pasted');
  else if (chance < 0.55) await book.removeKey(account, account.keys[0]?.slot ?? 'ordinary');
  else if (chance < 0.65) await book.change(account, { label: `Label ${random.id().slice(0, 6)}` });
  else if (chance < 0.7) await book.move(account, 1);
  else await attempt(account.id);
}

/** What a refresh writes: a claim, a record, and the claim's end. */
async function attempt(accountId: string): Promise<void> {
  const shared = recordFile(ports, accountId);
  const before = await shared.read();
  const number = before.attempt + 1;
  if ((await shared.claim(number)).kind === 'held') return;
  await shared.write({ ...before, attempt: number, attemptAtMs: Date.now() });
  await shared.release(number);
}

function newKey(): string {
  return `sk-or-v1-simulated-${randomBytes(8).toString('hex')}`;
}

await book.load();
say({ what: 'started', accounts: await accountsOf(book, ports) });
await past.start();
for (;;) {
  if (random.fraction() < 0.6) await past.go();
  else {
    await change();
    say({ what: 'done', accounts: await accountsOf(book, ports) });
  }
}
