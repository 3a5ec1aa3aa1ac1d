import type { HostName, ThemeKind } from './host.ts';

interface Theme {
  /** The value of `workbench.colorTheme`. */
  readonly setting: string;
  /** The class that the workbench wears. */
  readonly cssClass: 'vs' | 'vs-dark' | 'hc-black' | 'hc-light';
}

/** The plain theme of each kind; 1.139 has renamed the first two. */
export function themeOf(host: HostName, kind: ThemeKind): Theme {
  const modern = host === '1.139';
  switch (kind) {
    case 'light':
      return { setting: modern ? 'Light Modern' : 'Default Light+', cssClass: 'vs' };
    case 'dark':
      return { setting: modern ? 'Dark Modern' : 'Default Dark+', cssClass: 'vs-dark' };
    case 'hcDark':
      return { setting: 'Default High Contrast', cssClass: 'hc-black' };
    case 'hcLight':
      return { setting: 'Default High Contrast Light', cssClass: 'hc-light' };
  }
}
