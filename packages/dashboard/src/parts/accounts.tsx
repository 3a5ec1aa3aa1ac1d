import type { AccountRow, Spent } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { type Words, wordsOf } from '../text/words.ts';
import { Age } from './age.tsx';
import { type Column, DataTable } from './dataTable.tsx';
import { Icon } from './icon.tsx';
import { Panel } from './panel.tsx';

/** Side by side, each in its own currency. */
export function Accounts({ accounts }: { readonly accounts: readonly AccountRow[] }): JSX.Element {
  const { words, changeView, timeZone, nowMs } = usePage();
  const currencies = new Map<string | null, Words>();
  const wordsFor = (currency: string | null): Words => {
    const made =
      currencies.get(currency) ??
      wordsOf({
        locale: words.locale,
        timeZone,
        hideAmounts: words.hidesAmounts,
        currency,
        year: new Date(nowMs).getUTCFullYear(),
      });
    currencies.set(currency, made);
    return made;
  };
  const columns: readonly Column<AccountRow>[] = [
    {
      id: 'account',
      title: 'Account',
      sortBy: ({ name }) => name,
      cell: ({ id, name, provider, trouble }) => (
        <>
          <button type="button" class="link" onClick={() => changeView({ accountId: id, tab: 'overview' })}>
            <bdi>{name}</bdi>
          </button>
          {provider !== name && <span class="below">{provider}</span>}
          {trouble && (
            <span class="below">
              <Icon name="warning" /> {trouble.what}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'left',
      title: 'Left',
      cell: ({ headline }) =>
        headline ? (
          <>
            <bdi class={`name ${headline.severity}`}>{headline.figure}</bdi>
            <span class="below">{headline.meaning}</span>
          </>
        ) : (
          'not known'
        ),
    },
    spent('today', 'Today', ({ today }) => today),
    spent('week', 'This week', ({ week }) => week),
    spent('month', 'This month', ({ month }) => month),
    { id: 'runway', title: 'Runway', cell: ({ runway }) => runway },
    {
      id: 'age',
      title: 'Updated',
      sortBy: ({ asOfMs }) => asOfMs,
      cell: ({ asOfMs }) => <Age asOfMs={asOfMs} />,
    },
  ];
  return (
    <Panel id="accounts" title="Accounts" isWide>
      <DataTable
        caption="The accounts side by side"
        noun="accounts"
        rows={accounts}
        columns={columns}
        rowId={({ id }) => id}
        filterText={({ name, provider }) => `${name} ${provider}`}
      />
    </Panel>
  );

  function spent(id: string, title: string, of: (row: AccountRow) => Spent | null): Column<AccountRow> {
    return {
      id,
      title,
      isNumber: true,
      sortBy: (row) => of(row)?.micros ?? null,
      cell: (row) => <bdi>{wordsFor(row.currency).spent(of(row))}</bdi>,
    };
  }
}
