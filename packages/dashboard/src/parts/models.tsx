import type { Breakdown, ModelRow } from '@opencredits/core';
import type { ComponentChildren, JSX } from 'preact';
import { type Page, usePage } from '../pageContext.ts';
import { growthOf } from '../text/changeWords.ts';
import { BreakdownNotes } from './breakdownNotes.tsx';
import { ChangeCell } from './changeCell.tsx';
import { type Column, DataTable } from './dataTable.tsx';
import { Meter } from './meter.tsx';
import { Panel } from './panel.tsx';

export function Models({ models }: { readonly models: Breakdown<ModelRow> }): JSX.Element {
  const page = usePage();
  return (
    <Panel id="models" title="Models" isWide>
      <BreakdownNotes {...models} />
      {models.rows.length > 0 && (
        <DataTable
          caption="What each model used"
          noun="models"
          rows={models.rows}
          columns={columnsOf(page, models.rows)}
          rowId={({ model }) => model}
          filterText={({ model, providers }) => [model, ...providers].join(' ')}
        />
      )}
    </Panel>
  );
}

function columnsOf({ words, view }: Page, rows: readonly ModelRow[]): readonly Column<ModelRow>[] {
  const usesOwnKeys = rows.some(({ ownKeys }) => ownKeys > 0);
  return [
    {
      id: 'model',
      title: 'Model',
      sortBy: ({ model }) => model,
      cell: ({ model, providers }) => (
        <>
          <bdi class="name">{breakable(model)}</bdi>
          {providers.length > 0 && <span class="below">{providers.join(', ')}</span>}
        </>
      ),
    },
    money('spent', 'Spent', ({ spent }) => spent),
    {
      id: 'share',
      title: 'Share',
      isNumber: true,
      sortBy: ({ share }) => share,
      cell: ({ share }) => (
        <span class="share">
          <bdi>{words.percent(share)}</bdi>
          <Meter share={share} />
        </span>
      ),
    },
    ...(view.compares
      ? [
          {
            id: 'change',
            title: 'Change',
            isNumber: true,
            sortBy: ({ spent, before }: ModelRow) => growthOf(spent, before),
            cell: ({ spent, before }: ModelRow) => <ChangeCell now={spent} before={before} />,
          },
        ]
      : []),
    count('requests', 'Requests', ({ requests }) => requests),
    count('prompt', 'Prompt tokens', ({ promptTokens }) => promptTokens),
    count('completion', 'Completion tokens', ({ completionTokens }) => completionTokens),
    count('reasoning', 'Of them reasoning', ({ reasoningTokens }) => reasoningTokens),
    money('price', 'Per million tokens', ({ perMillionTokens }) => perMillionTokens),
    ...(usesOwnKeys ? [money('ownKeys', 'Own keys (BYOK)', ({ ownKeys }) => ownKeys)] : []),
  ];

  function money(id: string, title: string, of: (row: ModelRow) => number | null): Column<ModelRow> {
    return { id, title, isNumber: true, sortBy: of, cell: (row) => <bdi>{words.money(of(row))}</bdi> };
  }
  function count(id: string, title: string, of: (row: ModelRow) => number | null): Column<ModelRow> {
    return { id, title, isNumber: true, sortBy: of, cell: (row) => <bdi>{words.count(of(row))}</bdi> };
  }
}

/** Where it does not fit in one line, a name goes on after "vendor/" sooner than in the middle of a word. */
function breakable(name: string): ComponentChildren {
  return (name.match(/[^/]*\/|[^/]+/g) ?? []).flatMap((part, at) =>
    at === 0 ? part : [<wbr key={at} />, part],
  );
}
