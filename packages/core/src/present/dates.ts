/** Making one takes a millisecond, using it a hundredth. There are few: a window has one locale. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** @param options without a time zone: that of the person's machine */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([locale, options]);
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(name, made);
  return made;
}

/** Where `TZ` is empty a machine says that it is in `Etc/Unknown`, and Intl then refuses just that. */
export function usableTimeZone(timeZone = 'UTC'): string {
  try {
    dateFormat('en-US', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
