import type { HourMap } from '@opencredits/core';
import type { JSX } from 'preact';
import { usePage } from '../pageContext.ts';
import { PlainTable } from '../parts/plainTable.tsx';
import { ChartPanel } from './chartPanel.tsx';
import { drawHours, hourName } from './hoursDrawing.tsx';

/** When money is spent, by the hours of a week. */
export function HoursPanel({ hours }: { readonly hours: HourMap }): JSX.Element {
  const { words, timeZone } = usePage();
  const most = busiest(hours);
  const isKnown = hours.cells.every((day) => day.every((micros) => micros !== null));
  return (
    <ChartPanel
      id="hours"
      title="Hours of the week"
      description="What was spent in each hour of the week, on average. Arrow keys go from hour to hour and from day to day."
      resting={
        most ? (
          <>
            Most on <bdi>{words.weekday(most.day, 'long')}</bdi>, <bdi>{hourName(most.hour)}</bdi>:{' '}
            <strong>
              <bdi>{words.money(most.micros)}</bdi>
            </strong>{' '}
            on average
          </>
        ) : (
          `Nothing was spent${isKnown ? '' : ' in the hours that are known'}`
        )
      }
      missing={hours.days === 0 ? 'Nothing has been seen yet. The hours fill as credit is spent.' : ''}
      across={24}
      draw={(width) => drawHours(hours, width, words)}
      legend={() => (
        <p class="quiet">
          Mean of {words.count(hours.days)} {hours.days === 1 ? 'day' : 'days'}, by the clock of{' '}
          <bdi>{timeZone.replaceAll('_', ' ')}</bdi>. The larger, the more; a dot is nothing, a dash not
          known.
        </p>
      )}
      table={() => (
        <PlainTable
          caption="Mean spend in each hour of the week"
          noun="hours"
          heads={['Hour', ...hours.cells.map((_, day) => words.weekday(day, 'short'))]}
          rows={Array.from({ length: 24 }, (_, hour) => ({
            id: hour,
            cells: [hourName(hour), ...hours.cells.map((day) => words.money(day[hour] ?? null))],
          }))}
        />
      )}
    />
  );
}

function busiest({
  cells,
}: HourMap): { readonly day: number; readonly hour: number; readonly micros: number } | undefined {
  const all = cells.flatMap((row, day) => row.map((micros, hour) => ({ day, hour, micros: micros ?? 0 })));
  const most = all.reduce((a, b) => (b.micros > a.micros ? b : a), { day: 0, hour: 0, micros: 0 });
  return most.micros > 0 ? most : undefined;
}
