import type { AccountDetail, CapText, Severity } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { FreshnessLine } from './age.tsx';
import { Icon } from './icon.tsx';
import { ManagementKeyLinks } from './managementKeyLinks.tsx';
import { Meter } from './meter.tsx';
import { Trouble } from './trouble.tsx';

/** The one figure, what it is, how old it is, what limits it, and what is wrong. */
export function Headline({ account }: { readonly account: AccountDetail }): JSX.Element {
  const { headline, trouble, notes, keyExpiresAtMs } = account;
  // A balance alone is what the figure says already.
  const caps = account.caps.some(({ of }) => of !== null) ? account.caps : [];
  return (
    <section class="headline" aria-label="What is left">
      {trouble && <Trouble {...trouble} />}
      <div class="headlineRow">
        <div class="headlineFigure">
          {headline ? (
            <p class="figure">
              {/* What is seen may be dots; what is heard is words. */}
              <bdi class={headline.severity} aria-hidden="true">
                {headline.figure}
              </bdi>
              <span class="meaning" aria-hidden="true">
                {headline.meaning}
              </span>
              <span class="heard">{headline.spoken}</span>
              <SeverityTag severity={headline.severity} />
            </p>
          ) : (
            <p class="figure">
              <span class="meaning alone">{trouble ? 'Not known yet' : 'Asking for the first figures…'}</span>
            </p>
          )}
          <FreshnessLine {...account} />
          {keyExpiresAtMs !== null && <KeyExpiry atMs={keyExpiresAtMs} />}
        </div>
        {caps.length > 0 && (
          <ul class="caps" aria-label="What limits it">
            {caps.map((cap, at) => (
              <Cap cap={cap} isOnlyOne={caps.length === 1} key={at} />
            ))}
          </ul>
        )}
      </div>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <li key={note}>
              <Icon name="info" />
              <span>
                {note} {/management key/i.test(note) && <ManagementKeyLinks />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SeverityTag({ severity }: { readonly severity: Severity }): JSX.Element | null {
  if (severity === 'none') return null;
  return (
    <span class={`tag ${severity}`}>
      <Icon name={severity} />
      {severity === 'warning' ? 'Low' : 'Critical'}
    </span>
  );
}

function KeyExpiry({ atMs }: { readonly atMs: number }): JSX.Element {
  const { words, nowMs } = usePage();
  return (
    <p class="quiet">
      {atMs > nowMs ? 'This key expires on ' : 'This key expired on '}
      <bdi>{words.moment(atMs)}</bdi>
    </p>
  );
}

function Cap({ cap, isOnlyOne }: { readonly cap: CapText; readonly isOnlyOne: boolean }): JSX.Element {
  const { words } = usePage();
  const { label, left, of, resetsAtMs, binds } = cap;
  return (
    <li class={binds ? 'cap binds' : 'cap'}>
      <p class="capHead">
        <span>
          {label}
          {binds && !isOnlyOne && <span class="tag">decides</span>}
        </span>
        <span class="amount">
          <bdi>{of === null ? words.money(left) : words.leftOf(left, of)}</bdi>
        </span>
      </p>
      {of !== null && of > 0 && <Meter share={1 - left / of} severity={left <= 0 ? 'error' : 'none'} />}
      {resetsAtMs !== null && (
        <p class="quiet">
          Begins anew on <bdi>{words.moment(resetsAtMs)}</bdi>
        </p>
      )}
    </li>
  );
}
