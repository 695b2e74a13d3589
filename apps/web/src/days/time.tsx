import { shortTime } from './short-time.js';

const TIME = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

interface TimeProps {
  readonly when: Date;
  /** Without the half of the day: where there is room for no more. */
  readonly isShort?: boolean;
}

/** When a message was sent, as the user's locale writes it. */
export function Time({ when, isShort = false }: TimeProps) {
  return (
    <time dateTime={when.toISOString()} title={FULL.format(when)}>
      {isShort ? shortTime(TIME, when) : TIME.format(when)}
    </time>
  );
}
