import type { ComponentChildren, JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { Panel } from '../parts/panel.tsx';
import { usePage } from '../pageContext.ts';
import { type ChartPoint, pointReached } from './chartPoint.ts';
import { type LegendEntry, standaloneSvg } from './standaloneSvg.ts';
import { useWidth } from './useWidth.ts';

export interface Drawing {
  readonly height: number;
  readonly marks: ComponentChildren;
  /** By time. */
  readonly points: readonly ChartPoint[];
  /** Where the point is that is looked at: drawn above all. */
  cursor?(point: ChartPoint): ComponentChildren;
}

interface ChartPanelProps {
  readonly id: string;
  readonly title: string;
  /** What the chart shows, in a sentence: for those who cannot see it. */
  readonly description: string;
  /** What the line below the heading says while no point is looked at. */
  readonly resting: ComponentChildren;
  /** Why there is nothing to draw; '' where there is. */
  readonly missing: string;
  /** Points in one row, where they lie in rows. */
  readonly across?: number;
  readonly controls?: ComponentChildren;
  /** The legend, for a file; on the page it is `legend`. */
  readonly legendEntries?: readonly LegendEntry[];
  /** @param widthPx of the SVG */
  draw(widthPx: number): Drawing;
  legend?(point: ChartPoint | undefined): ComponentChildren;
  table(): JSX.Element;
}

/**
 * A chart and all that everyone needs of it: its points by pointer and by keyboard (one tab stop, then arrow keys), the
 * words of the point that is looked at, the same as a table, and a file of it.
 */
export function ChartPanel(props: ChartPanelProps): JSX.Element {
  const { id, title, description, resting, missing, across, controls, draw, legend, table } = props;
  const { post } = usePage();
  const [showsTable, showTable] = useState(false);
  const [looked, look] = useState<{ readonly key: string; readonly isByKey: boolean }>();
  const [box, width] = useWidth();
  const svg = useRef<SVGSVGElement>(null);
  const isEmpty = missing !== '';
  const drawing = !isEmpty && !showsTable && width > 0 ? draw(width) : undefined;
  const points = drawing?.points ?? [];
  const at = points.findIndex(({ key }) => key === looked?.key);
  const point = points[at];
  const stop = at < 0 ? points.length - 1 : at;
  const go = (event: KeyboardEvent): void => {
    const to = pointReached(event.key, stop, points.length, across);
    const next = to === undefined ? undefined : points[to];
    if (to === undefined || !next) return;
    event.preventDefault();
    look({ key: next.key, isByKey: true });
    svg.current?.querySelectorAll<SVGElement>('.hit')[to]?.focus();
  };
  const save = (): void => {
    if (!svg.current) return;
    post({
      kind: 'exportChart',
      name: title,
      svg: standaloneSvg(svg.current, title, props.legendEntries ?? []),
    });
  };
  const actions = !isEmpty && (
    <>
      {controls}
      <button
        type="button"
        class="ghost"
        aria-label={showsTable ? `Show as chart: ${title}` : `Show as table: ${title}`}
        title={showsTable ? 'Show as chart' : 'Show as table'}
        onClick={() => {
          look(undefined);
          showTable(!showsTable);
        }}
      >
        <Icon name={showsTable ? 'chart' : 'table'} />
        <span class="label">{showsTable ? 'Show as chart' : 'Show as table'}</span>
      </button>
      <button
        type="button"
        class="ghost"
        aria-label={`Save as SVG: ${title}`}
        title="Save as SVG"
        disabled={showsTable}
        onClick={save}
      >
        <Icon name="save" />
        <span class="label">Save as SVG</span>
      </button>
    </>
  );
  return (
    <Panel id={id} title={title} isWide actions={actions}>
      {isEmpty ? (
        <p class="lack big">{missing}</p>
      ) : (
        <>
          <p class="readout">{point ? <PointWords point={point} /> : resting}</p>
          {/* Only what is reached by keyboard is read out: a pointer that passes over must not talk. */}
          <p class="heard" aria-live="polite">
            {point && looked?.isByKey ? `${point.when}: ${point.words}` : ''}
          </p>
          {showsTable && table()}
          <div class="plot" ref={box} onPointerLeave={() => !looked?.isByKey && look(undefined)}>
            {drawing && (
              <svg
                ref={svg}
                role="group"
                aria-label={title}
                aria-describedby={`${id}-description`}
                width={width}
                height={drawing.height}
                viewBox={`0 0 ${width} ${drawing.height}`}
                onKeyDown={go}
              >
                <desc id={`${id}-description`}>{description}</desc>
                {drawing.marks}
                {point && <g class="cursor">{drawing.cursor?.(point)}</g>}
                {points.map((each, index) => (
                  <rect
                    class="hit"
                    role="img"
                    aria-label={each.when}
                    tabindex={index === stop ? 0 : -1}
                    x={each.x}
                    y={each.y}
                    width={each.width}
                    height={each.height}
                    key={each.key}
                    onFocus={() => look({ key: each.key, isByKey: true })}
                    onBlur={() => look(undefined)}
                    onPointerEnter={() => look({ key: each.key, isByKey: false })}
                  />
                ))}
              </svg>
            )}
          </div>
          {!showsTable && legend?.(point)}
        </>
      )}
    </Panel>
  );
}

function PointWords({ point }: { readonly point: ChartPoint }): JSX.Element {
  return (
    <>
      <bdi>{point.when}</bdi>: <strong>{point.short}</strong>
    </>
  );
}
