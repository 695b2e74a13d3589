/** Whether the server may refuse the user: a browser hides the status of a handshake. */
export function mayBeRefused(reason: string): boolean {
  return reason.startsWith('unreachable or refused') || reason === 'no token';
}

/** Why there is no connection for now, in a sentence for the user. */
export function offlineSentence(reason: string): string {
  if (reason === 'no network') return 'There is no network. What you write is sent when it is back.';
  if (reason === 'no token') return 'You cannot be signed in right now. What you write is kept.';
  if (mayBeRefused(reason)) return 'The chat cannot be reached, or does not accept your sign-in any more.';
  return 'The connection is lost. What you write is sent when it is back.';
}

/** How a connection ended for good. */
export interface Ending {
  readonly sentence: string;
  /** Whether the same user may come back at once. */
  readonly mayReconnect: boolean;
}

/** By the reason of the server's `bye`. */
const ENDINGS = new Map<string, Ending>(
  Object.entries({
    kicked: { sentence: 'A moderator ended your connection.', mayReconnect: true },
    banned: { sentence: 'A moderator keeps you out of this chat for now.', mayReconnect: true },
    flooding: { sentence: 'Too much came from you at once. Wait a minute.', mayReconnect: true },
    replaced: {
      sentence: 'You opened the chat in as many places as you can. This one was closed.',
      mayReconnect: true,
    },
  }),
);

/** A connection that ended for good: in a sentence for the user, and what helps. */
export function endingOf(reason: string): Ending {
  return (
    ENDINGS.get(reason) ?? {
      sentence: 'The server does not accept your sign-in any more.',
      mayReconnect: false,
    }
  );
}
