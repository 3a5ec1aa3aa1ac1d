import assert from 'node:assert/strict';
import { createAccountBook } from '../../../packages/core/src/accounts/accountBook.ts';
import { Redactor } from '../../../packages/core/src/redact/redactor.ts';
import { CapturingLog } from '../../../packages/core/src/testing/capturingLog.ts';
import { FakeClock } from '../../../packages/core/src/testing/fakeClock.ts';
import { FixedRandom } from '../../../packages/core/src/testing/fixedRandom.ts';
import { assertPrototypeUntouched } from '../../../packages/core/src/testing/invariants.ts';
import { MemoryFiles } from '../../../packages/core/src/testing/memoryFiles.ts';
import { MemorySecrets } from '../../../packages/core/src/testing/memorySecrets.ts';
import { assertQuotesNothing } from '../../../packages/core/src/testing/openFile.ts';

/** `accounts.json`, read by the book: damaged or not, there is a book, and another window reads the same. */
export async function accountsFile(bytes: Uint8Array): Promise<void> {
  const files = new MemoryFiles();
  const log = new CapturingLog();
  const secrets = new MemorySecrets();
  const ports = { files, log, secrets, clock: new FakeClock(), random: new FixedRandom() };
  const window = { ...ports, redactor: new Redactor() };
  files.texts.set('accounts.json', new TextDecoder().decode(bytes));
  const book = createAccountBook(window);
  await book.load();
  const { accounts } = book;
  for (const account of accounts)
    assert.ok((await book.keysOf(account)).kind, 'an account without an outcome');
  assertQuotesNothing(log);
  assertPrototypeUntouched();
  // A file of a newer version stays as it is, and nothing can be saved.
  if (
    await book.dismissSetup().then(
      () => true,
      () => false,
    )
  ) {
    const other = createAccountBook(window);
    await other.load();
    assert.equal(textOf(other.accounts), textOf(accounts), 'another window reads other accounts');
    assert.equal(other.setupDismissed, true, 'what was saved is lost');
  }
  assert.deepEqual(window.clock.uncaught, []);
}

/** Compared as text: JSON does not keep the sign of -0, and nobody minds. */
function textOf(accounts: unknown): string {
  return JSON.stringify(accounts, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}
