/** Why there is no connection for now, and what may help. */
export interface Outage {
  readonly sentence: string;
  /** Whether the server may refuse the user: signing in again may help. */
  readonly mayBeRefused: boolean;
  /** Whether another try with the same sign-in may help. */
  readonly mayReturn: boolean;
}

/**
 * Why there is no connection for now. A browser hides the status of a handshake: who is refused and who finds no server
 * looks the same, but for a sign-in that is known to have ended.
 */
export function outageOf(reason: string, isExpired: boolean): Outage {
  if (reason === 'no network') {
    return lost('There is no network. What you write is sent when it is back.');
  }
  // Before the end of the last token, which may be renewed yet: the issuer was not reached, or refused.
  if (reason === 'no token') {
    return refused('Your sign-in cannot be renewed now. What you write is sent when it can.');
  }
  if (isExpired) return { sentence: 'Your sign-in has expired.', mayBeRefused: true, mayReturn: false };
  if (reason.startsWith('unreachable or refused')) {
    return refused('The chat cannot be reached, or does not accept your sign-in any more.');
  }
  return lost('The connection is lost. What you write is sent when it is back.');
}

const lost = (sentence: string): Outage => ({ sentence, mayBeRefused: false, mayReturn: true });
const refused = (sentence: string): Outage => ({ sentence, mayBeRefused: true, mayReturn: true });

/** How a connection ended for good. */
export interface Ending {
  readonly sentence: string;
  /** Whether the same user may come back at once. */
  readonly mayReconnect: boolean;
}

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' });
/** A ban without an end lasts ten years on the server: one that ends so late is told without a date. Milliseconds. */
const FOR_GOOD = 5 * 365 * 86_400_000;

/** By the reason of the server's `bye`. */
const ENDINGS = new Map<string, string>(
  Object.entries({
    kicked: 'A moderator ended your connection.',
    flooding: 'Too much came from you at once. Wait a minute.',
    replaced: 'You opened the chat in as many places as you can. This one was closed.',
  }),
);

/**
 * A connection that ended for good: in a sentence for the user, and what helps.
 * @param bannedUntil - when a ban ends, in epoch milliseconds, where the server said so
 */
export function endingOf(reason: string, bannedUntil?: number): Ending {
  if (reason === 'banned') return { sentence: banSentence(bannedUntil), mayReconnect: true };
  const sentence = ENDINGS.get(reason);
  if (sentence !== undefined) return { sentence, mayReconnect: true };
  return { sentence: 'The server does not accept your sign-in any more.', mayReconnect: false };
}

function banSentence(until: number | undefined): string {
  if (until === undefined) return 'A moderator keeps you out of this chat for now.';
  if (until > Date.now() + FOR_GOOD) return 'A moderator keeps you out of this chat.';
  return `A moderator keeps you out of this chat until ${MOMENT.format(until)}.`;
}
