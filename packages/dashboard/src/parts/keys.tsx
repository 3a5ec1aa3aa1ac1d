import type { Breakdown, KeyRow } from '@opencredits/core';
import type { JSX } from 'preact';
import { type Page, usePage } from '../pageContext.ts';
import { growthOf } from '../text/changeWords.ts';
import { BreakdownNotes } from './breakdownNotes.tsx';
import { ChangeCell } from './changeCell.tsx';
import { type Column, DataTable } from './dataTable.tsx';
import { Meter } from './meter.tsx';
import { Panel } from './panel.tsx';
import { LinkButton } from './topBar.tsx';

export function Keys({ keys }: { readonly keys: Breakdown<KeyRow> }): JSX.Element {
  const page = usePage();
  return (
    <Panel id="keys" title="Keys" isWide actions={<LinkButton link="keys">Manage keys</LinkButton>}>
      <BreakdownNotes {...keys} />
      {keys.rows.length > 0 && (
        <DataTable
          caption="What each key used, and its limit"
          noun="keys"
          rows={keys.rows}
          columns={columnsOf(page)}
          rowId={({ id }) => id}
          filterText={({ name, label, workspace }) => `${name} ${label} ${workspace}`}
        />
      )}
    </Panel>
  );
}

function columnsOf({ words, view, nowMs }: Page): readonly Column<KeyRow>[] {
  return [
    {
      id: 'key',
      title: 'Key',
      sortBy: ({ name, label }) => name || label,
      cell: ({ name, label, workspace, isDisabled, expiresAtMs }) => (
        <>
          <bdi class="name">{name || label}</bdi> {isDisabled && <span class="tag">disabled</span>}
          {expiresAtMs !== null && expiresAtMs <= nowMs && <span class="tag">expired</span>}
          <span class="below">
            <bdi>{label}</bdi>
            {workspace !== '' && (
              <>
                {' · '}
                <bdi>{workspace}</bdi>
              </>
            )}
          </span>
        </>
      ),
    },
    money('spent', 'Spent', ({ spent }) => spent),
    ...(view.compares
      ? [
          {
            id: 'change',
            title: 'Change',
            isNumber: true,
            sortBy: ({ spent, before }: KeyRow) => growthOf(spent, before),
            cell: ({ spent, before }: KeyRow) => <ChangeCell now={spent} before={before} />,
          },
        ]
      : []),
    // What is left comes before what was: on a narrow page the last columns are out of sight.
    {
      id: 'left',
      title: 'Left of limit',
      isNumber: true,
      sortBy: ({ limitLeft }) => limitLeft,
      cell: ({ limit, limitLeft }) =>
        limit === null ? (
          <span class="quiet">no limit</span>
        ) : (
          <span class="share">
            <span>
              <bdi>{words.leftOf(limitLeft, limit)}</bdi>
            </span>
            {limitLeft !== null && limit > 0 && (
              <Meter
                share={1 - limitLeft / limit}
                severity={limitLeft <= 0 ? 'error' : limitLeft / limit < 0.1 ? 'warning' : 'none'}
              />
            )}
          </span>
        ),
    },
    {
      id: 'resets',
      title: 'Resets',
      sortBy: ({ resetsAtMs }) => resetsAtMs,
      cell: ({ limit, resets, resetsAtMs }) =>
        limit !== null && (
          <>
            {resets === '' ? <span class="quiet">never</span> : <bdi>{resets}</bdi>}
            {resetsAtMs !== null && (
              <span class="below when">
                next <bdi>{words.moment(resetsAtMs)}</bdi>
              </span>
            )}
          </>
        ),
    },
    money('today', 'Today', ({ today }) => today),
    money('week', 'This week', ({ week }) => week),
    money('month', 'This month', ({ month }) => month),
    money('lifetime', 'All time', ({ lifetime }) => lifetime),
    {
      id: 'expires',
      title: 'Expires',
      sortBy: ({ expiresAtMs }) => expiresAtMs,
      cell: ({ expiresAtMs }) =>
        expiresAtMs === null ? (
          <span class="quiet">never</span>
        ) : (
          <bdi class="when">{words.moment(expiresAtMs)}</bdi>
        ),
    },
  ];

  function money(id: string, title: string, of: (row: KeyRow) => number | null): Column<KeyRow> {
    return { id, title, isNumber: true, sortBy: of, cell: (row) => <bdi>{words.money(of(row))}</bdi> };
  }
}
