import { accountsFile } from './targets/accountsFile.ts';
import { apiAnswers } from './targets/apiAnswers.ts';
import { historyFile } from './targets/historyFile.ts';
import { loggedText } from './targets/loggedText.ts';
import { pageMessage } from './targets/pageMessage.ts';
import { pastedKey } from './targets/pastedKey.ts';
import { shownText } from './targets/shownText.ts';
import { recordFile } from './targets/recordFile.ts';
import { storedReading } from './targets/storedReading.ts';
import { usageAnswers } from './targets/usageAnswers.ts';

/** Reads bytes as the product would, and throws (or rejects) when an invariant breaks. Must not keep anything. */
export type FuzzTarget = (bytes: Uint8Array) => void | Promise<void>;

/** Everything that is fuzzed, by the name of its file in `targets/`. */
export const targets = {
  apiAnswers,
  storedReading,
  recordFile,
  accountsFile,
  historyFile,
  pastedKey,
  shownText,
  loggedText,
  usageAnswers,
  pageMessage,
} as const satisfies Readonly<Record<string, FuzzTarget>>;

export type TargetName = keyof typeof targets;
export const targetNames = Object.keys(targets) as TargetName[];
