import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Journey, NamedJourney } from './journey.ts';

/** Every `*.ts` of the folder that exports a `journey`, in the order of their names. */
export async function loadJourneys(folder: string): Promise<NamedJourney[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.ts')).sort();
  const journeys: NamedJourney[] = [];
  for (const file of files) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as { journey?: Journey };
    if (module.journey) journeys.push({ ...module.journey, name: basename(file, '.ts') });
  }
  return journeys;
}
