import type { JSX } from 'preact';

/** The textures of the parts: no two neighbours are told apart by their colour alone. */
const TEXTURES = [
  '',
  'M-2 10 10 -2M4 16 16 4M-8 4 4 -8',
  'M2 2h2v2h-2zM6 6h2v2h-2z',
  'M0 2h8M0 6h8',
  'M-2 -2 10 10M-8 4 4 16M4 -8 16 4',
  'M2 0v8M6 0v8',
  'M0 4h8M4 0v8',
  'M0 0h4v4h-4zM4 4h4v4h-4z',
] as const;
const COLOURS = 4;

/** For the colour and texture of the part at this place; those of `other` and `rest` have their own. */
export function partStyle(at: number, kind: 'named' | 'other' | 'rest'): string {
  return kind === 'named' ? `part-${at % TEXTURES.length}` : `part-${kind}`;
}

/** Fills of the page's charts, by `url(#part-0)` and so on; `hatch` is for what is not known, `cut` for what is known in part, `open` for what still grows. */
export function Patterns(): JSX.Element {
  return (
    <defs>
      {TEXTURES.map((texture, at) => (
        <pattern id={`part-${at}`} width="8" height="8" patternUnits="userSpaceOnUse" key={at}>
          <rect class={`colour-${at % COLOURS}`} width="8" height="8" />
          <path class={texture.endsWith('z') ? 'texture solid' : 'texture'} d={texture} />
        </pattern>
      ))}
      <pattern id="part-other" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect class="colour-other" width="6" height="6" />
      </pattern>
      <pattern id="part-rest" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect class="colour-ground" width="6" height="6" />
        <path class="ink" d="M1 1h2v2h-2zM4 4h2v2h-2z" />
      </pattern>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="hatchLine" d="M-1.5 7.5 7.5 -1.5M-1.5 1.5 1.5 -1.5M4.5 7.5 7.5 4.5" />
      </pattern>
      <pattern id="open" width="12" height="12" patternUnits="userSpaceOnUse">
        <path class="open" d="M1.5 12V0M10.5 12V0" />
      </pattern>
      <pattern id="cut" width="6" height="6" patternUnits="userSpaceOnUse">
        <path class="cutLine" d="M-1.5 7.5 7.5 -1.5M-1.5 1.5 1.5 -1.5M4.5 7.5 7.5 4.5" />
      </pattern>
    </defs>
  );
}
