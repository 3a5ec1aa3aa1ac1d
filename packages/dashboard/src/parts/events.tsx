import type { EventRow } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { type Column, DataTable } from './dataTable.tsx';
import { Panel } from './panel.tsx';
import { withIds } from './withIds.ts';

/** What happened in the range. */
export function Events({ events }: { readonly events: readonly EventRow[] }): JSX.Element {
  const { words } = usePage();
  const columns: readonly Column<EventRow & { readonly id: number }>[] = [
    {
      id: 'at',
      title: 'When',
      sortBy: ({ atMs }) => atMs,
      cell: ({ atMs }) => <bdi class="name">{words.moment(atMs)}</bdi>,
    },
    { id: 'what', title: 'What', sortBy: (event) => event.words, cell: (event) => event.words },
    {
      id: 'amount',
      title: 'Amount',
      isNumber: true,
      sortBy: ({ amount }) => amount,
      cell: ({ amount, kind }) =>
        amount === null ? '' : <bdi>{kind === 'topUp' ? words.signed(amount) : words.money(amount)}</bdi>,
    },
  ];
  return (
    <Panel id="events" title="Events" isWide>
      {events.length === 0 ? (
        <p class="lack big">Nothing happened in this time: no top-up, no reset, no alert.</p>
      ) : (
        <DataTable
          caption="What happened, the newest first"
          noun="events"
          rows={withIds(events)}
          columns={columns}
          rowId={({ id }) => id}
          filterText={(event) => event.words}
        />
      )}
    </Panel>
  );
}
