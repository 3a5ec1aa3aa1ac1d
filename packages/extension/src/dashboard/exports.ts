import { chartName, dashboardCsv, dashboardJson, type DashboardState, exportName } from '@opencredits/core';
import { tell } from '../ui/messages.ts';
import { saveFile } from '../ui/saveFile.ts';

const FORMATS = {
  csv: { kind: 'CSV', write: dashboardCsv },
  json: { kind: 'JSON', write: dashboardJson },
} as const;

/** Writes what the tab shows into a file of the person's choice. */
export async function exportShown(state: DashboardState, format: keyof typeof FORMATS): Promise<void> {
  const { kind, write } = FORMATS[format];
  await save(kind, format, exportName(state, format), () => write(state));
}

/** @param title what the page calls the chart */
export async function exportChart(title: string, svg: string): Promise<void> {
  await save('SVG', 'svg', chartName(title), () => svg);
}

async function save(kind: string, extension: string, name: string, text: () => string): Promise<void> {
  const saved = await saveFile({ title: 'Export what is shown', kind, extension, name }, text);
  if (saved !== undefined) tell(`Exported to ${saved}.`);
}
