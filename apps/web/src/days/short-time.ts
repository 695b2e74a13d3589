/** A time without the half of the day that 12-hour locales write. */
export function shortTime(format: Intl.DateTimeFormat, when: Date): string {
  const parts = format.formatToParts(when).filter(({ type }) => type !== 'dayPeriod');
  return parts
    .map(({ value }) => value)
    .join('')
    .trim();
}
