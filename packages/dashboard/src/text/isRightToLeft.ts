const RIGHT_TO_LEFT_LANGUAGES = ['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi'];

/** Whether the locale's own script runs from right to left. */
export function isRightToLeft(locale: string): boolean {
  return RIGHT_TO_LEFT_LANGUAGES.includes(locale.split('-')[0] ?? '');
}
