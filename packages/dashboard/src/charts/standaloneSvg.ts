const SVG = 'http://www.w3.org/2000/svg';

export interface LegendEntry {
  readonly name: string;
  /** The id of its pattern. */
  readonly fill: string;
}

/** What of the page's style a drawing needs to look the same without it, and what it is where nothing is said. */
const STYLES = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-linejoin': 'miter',
  'stroke-linecap': 'butt',
  'paint-order': 'normal',
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
} as const;
type Styles = Readonly<Record<keyof typeof STYLES, string>>;
const MARGIN = 16;
const TITLE_HEIGHT = 28;
const LEGEND_LINE = 20;

/**
 * A chart as a file that stands for itself: its colours are written into it, and what is for the page alone (focus,
 * pointer, roles) is left out. What others have named goes through text nodes here, too.
 */
export function standaloneSvg(drawn: SVGSVGElement, title: string, legend: readonly LegendEntry[]): string {
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  copyStyles(drawn, copy, STYLES);
  for (const each of copy.querySelectorAll('.hit, .cursor, desc')) each.remove();
  const [width, height] = [drawn.width.baseVal.value, drawn.height.baseVal.value];
  const totalWidth = width + 2 * MARGIN;
  const totalHeight = height + 2 * MARGIN + TITLE_HEIGHT + legend.length * LEGEND_LINE;
  const file = element('svg', {
    width: totalWidth,
    height: totalHeight,
    viewBox: `0 0 ${totalWidth} ${totalHeight}`,
    'font-family': getComputedStyle(drawn).fontFamily,
  });
  const page = getComputedStyle(document.body);
  const ink = page.color;
  const text = (words: string, at: Record<string, string | number>): Element => {
    const made = element('text', { fill: ink, 'font-size': '12', ...at });
    made.textContent = words;
    return made;
  };
  const name = element('title', {});
  name.textContent = title;
  const body = element('g', { transform: `translate(${MARGIN} ${MARGIN + TITLE_HEIGHT})` });
  for (const { name: style, value } of copy.attributes) if (style in STYLES) body.setAttribute(style, value);
  body.append(...copy.childNodes);
  file.append(
    name,
    element('rect', { width: '100%', height: '100%', fill: groundOf(drawn) }),
    text(title, { x: MARGIN, y: MARGIN + 12, 'font-size': '14', 'font-weight': '600' }),
    body,
    ...legend.flatMap((entry, at) => {
      const y = MARGIN + TITLE_HEIGHT + height + at * LEGEND_LINE;
      return [
        element('rect', { x: MARGIN, y, width: 12, height: 12, fill: `url(#${entry.fill})` }),
        text(entry.name, { x: MARGIN + 20, y: y + 10 }),
      ];
    }),
  );
  for (const each of file.querySelectorAll('*')) {
    for (const attribute of ['class', 'tabindex', 'role', 'aria-label']) each.removeAttribute(attribute);
  }
  return new XMLSerializer().serializeToString(file);
}

/** @param around what the element around has, which is handed down */
function copyStyles(from: Element, to: Element, around: Styles): void {
  const style = getComputedStyle(from);
  const own = { ...around };
  for (const name of Object.keys(STYLES) as (keyof Styles)[]) {
    own[name] = style.getPropertyValue(name);
    if (own[name] !== around[name]) to.setAttribute(name, own[name]);
  }
  if (style.opacity !== '1') to.setAttribute('opacity', style.opacity);
  for (let at = 0; at < from.children.length; at += 1) {
    const [child, copy] = [from.children[at], to.children[at]];
    if (child && copy) copyStyles(child, copy, own);
  }
}

/** The colour behind it: of the nearest that has one. */
function groundOf(drawn: Element): string {
  for (let at: Element | null = drawn; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== 'rgba(0, 0, 0, 0)') return colour;
  }
  return getComputedStyle(drawn).getPropertyValue('--vscode-editor-background') || 'none';
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): Element {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  return made;
}
