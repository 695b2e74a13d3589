const DAY = 24 * 60 * 60 * 1_000;

const THIS_YEAR = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });
const ANY_YEAR = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', day: 'numeric' });

/** The first moment of the day of a time, in the user's time zone; epoch milliseconds, as `time` is. */
export function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** The label of a day, in the user's time zone and relative to today. */
export function dayLabel(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return 'Today';
  // Noon, so that daylight saving changes no day.
  const noon = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12).getTime();
  if (date.toDateString() === new Date(noon - DAY).toDateString()) return 'Yesterday';
  return (date.getFullYear() === now.getFullYear() ? THIS_YEAR : ANY_YEAR).format(date);
}
