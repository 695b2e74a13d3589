const DAY = 24 * 60 * 60 * 1_000;

const THIS_YEAR = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });
const ANY_YEAR = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', day: 'numeric' });

/** What a day is called, where and when the reader is. */
export function dayLabel(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return 'Today';
  // Noon, so that no change of the clocks comes between.
  const noon = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12).getTime();
  if (date.toDateString() === new Date(noon - DAY).toDateString()) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? THIS_YEAR : ANY_YEAR).format(date);
}
