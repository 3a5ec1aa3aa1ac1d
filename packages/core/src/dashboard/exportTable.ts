import type {
  AccountRow,
  DashboardState,
  EventRow,
  KeyRow,
  ModelRow,
  SpendBucket,
  SpendChart,
  Spent,
} from './state.ts';

/** What one cell of an export is of. Amounts are millionths; null is not known. */
export type ExportValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'time'; readonly atMs: number | null }
  | { readonly kind: 'amount'; readonly micros: number | null }
  | { readonly kind: 'number'; readonly value: number | null }
  | { readonly kind: 'truth'; readonly value: boolean | null };

/** What a tab shows, as a table. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly (readonly ExportValue[])[];
}

export interface ExportColumn {
  readonly name: string;
  readonly kind: ExportValue['kind'];
  /** What stands behind the name in a header: how it is counted. Amounts have the currency there. */
  readonly unit?: string;
}

/** The tab that is shown; without an account there are only accounts, and none of them. */
export function exportTable({ view, account, accounts }: DashboardState): ExportTable {
  if (!account || view.tab === 'accounts') return tableOf(accounts, ACCOUNT_COLUMNS);
  switch (view.tab) {
    case 'overview':
      return tableOf(account.spend.buckets, [
        ...BUCKET_COLUMNS,
        ...account.spend.parts.map((part, at) => partColumn(part, at)),
      ]);
    case 'models':
      return tableOf(account.models.rows, MODEL_COLUMNS);
    case 'keys':
      return tableOf(account.keys.rows, KEY_COLUMNS);
    case 'events':
      return tableOf(account.events, EVENT_COLUMNS);
  }
}

type Column<Row> = ExportColumn & { readonly of: (row: Row) => ExportValue };

function tableOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): ExportTable {
  return {
    columns,
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  };
}

function text<Row>(name: string, of: (row: Row) => string): Column<Row> {
  return { name, kind: 'text', of: (row) => ({ kind: 'text', text: of(row) }) };
}

function time<Row>(name: string, of: (row: Row) => number | null): Column<Row> {
  return { name, kind: 'time', unit: 'UTC', of: (row) => ({ kind: 'time', atMs: of(row) }) };
}

function amount<Row>(name: string, of: (row: Row) => number | null | undefined): Column<Row> {
  return { name, kind: 'amount', of: (row) => ({ kind: 'amount', micros: of(row) ?? null }) };
}

function number<Row>(name: string, unit: string, of: (row: Row) => number | null): Column<Row> {
  return { name, kind: 'number', unit, of: (row) => ({ kind: 'number', value: of(row) }) };
}

function truth<Row>(name: string, of: (row: Row) => boolean | null): Column<Row> {
  return { name, kind: 'truth', of: (row) => ({ kind: 'truth', value: of(row) }) };
}

/** An amount, and how well it is known. */
function spent<Row>(name: string, of: (row: Row) => Spent | null): readonly Column<Row>[] {
  return [
    amount(name, (row) => of(row)?.micros),
    text(`${name}Basis`, (row) => of(row)?.basis ?? ''),
    truth(`${name}IsPartial`, (row) => of(row)?.isPartial ?? null),
  ];
}

const BUCKET_COLUMNS: readonly Column<SpendBucket>[] = [
  time('from', ({ startMs }) => startMs),
  time('to', ({ endMs }) => endMs),
  ...spent<SpendBucket>('spent', (bucket) => bucket.spent),
];

/** Names of others' may be the same as one of ours: the kind stands before them. */
function partColumn({ name, kind }: SpendChart['parts'][number], at: number): Column<SpendBucket> {
  return amount(`${kind === 'named' ? 'part' : kind}: ${name}`, ({ byPart }) => byPart[at]);
}

const MODEL_COLUMNS: readonly Column<ModelRow>[] = [
  text('model', ({ model }) => model),
  text('providers', ({ providers }) => providers.join('; ')),
  number('requests', 'count', ({ requests }) => requests),
  number('promptTokens', 'count', ({ promptTokens }) => promptTokens),
  number('completionTokens', 'count', ({ completionTokens }) => completionTokens),
  number('reasoningTokens', 'count within completionTokens', ({ reasoningTokens }) => reasoningTokens),
  amount('spent', (row) => row.spent),
  amount('ownKeys', ({ ownKeys }) => ownKeys),
  amount('perMillionTokens', ({ perMillionTokens }) => perMillionTokens),
  number('share', '0 to 1', ({ share }) => share),
  amount('before', ({ before }) => before),
];

const KEY_COLUMNS: readonly Column<KeyRow>[] = [
  text('key', ({ name }) => name),
  text('label', ({ label }) => label),
  text('workspace', ({ workspace }) => workspace),
  truth('isDisabled', ({ isDisabled }) => isDisabled),
  amount('spent', (row) => row.spent),
  amount('before', ({ before }) => before),
  amount('today', ({ today }) => today),
  amount('week', ({ week }) => week),
  amount('month', ({ month }) => month),
  amount('lifetime', ({ lifetime }) => lifetime),
  amount('limit', ({ limit }) => limit),
  amount('limitLeft', ({ limitLeft }) => limitLeft),
  text('resets', ({ resets }) => resets),
  time('resetsAt', ({ resetsAtMs }) => resetsAtMs),
  time('expiresAt', ({ expiresAtMs }) => expiresAtMs),
];

const ACCOUNT_COLUMNS: readonly Column<AccountRow>[] = [
  text('account', ({ name }) => name),
  text('provider', ({ provider }) => provider),
  text('currency', ({ currency }) => currency ?? ''),
  text('headline', ({ headline }) => headline?.figure ?? ''),
  text('meaning', ({ headline }) => headline?.meaning ?? ''),
  ...spent<AccountRow>('today', ({ today }) => today),
  ...spent<AccountRow>('week', ({ week }) => week),
  ...spent<AccountRow>('month', ({ month }) => month),
  text('runway', ({ runway }) => runway),
  text('trouble', ({ trouble }) => trouble?.what ?? ''),
  time('asOf', ({ asOfMs }) => asOfMs),
];

const EVENT_COLUMNS: readonly Column<EventRow>[] = [
  time('time', ({ atMs }) => atMs),
  text('kind', ({ kind }) => kind),
  text('event', ({ words }) => words),
  amount('amount', (row) => row.amount),
];
