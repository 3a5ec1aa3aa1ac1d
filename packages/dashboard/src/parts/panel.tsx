import type { ComponentChildren, JSX } from 'preact';

interface PanelProps {
  readonly id: string;
  readonly title: string;
  readonly isWide?: boolean;
  /** Buttons at the end of its head. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One subject of the page under its heading. */
export function Panel({ id, title, isWide = false, actions, children }: PanelProps): JSX.Element {
  return (
    <section class={isWide ? 'panel wide' : 'panel'} aria-labelledby={`${id}-title`}>
      <div class="panelHead">
        <h2 id={`${id}-title`}>{title}</h2>
        {actions && <div class="panelActions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
