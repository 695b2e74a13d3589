import type { RequestError } from '@serverless-ws/chat-client';

/** What the codes of errors mean to the user. */
const SENTENCES = new Map(
  Object.entries({
    bad_request: 'The server does not understand this.',
    unknown_action: 'This server cannot do this.',
    invalid_room: 'No room can have this name.',
    invalid_text: 'The server does not take this text.',
    invalid_meta: 'This is too much for one message.',
    invalid_client_message_id: 'The server does not take this text.',
    invalid_cursor: 'This is no longer there. Load the page again.',
    invalid_limit: 'The server does not understand this.',
    unauthorized: 'The server does not accept your sign-in any more.',
    token_expired: 'Your sign-in has expired.',
    forbidden: 'You may not do this here.',
    not_joined: 'You are not in this room.',
    muted: 'You are muted for now.',
    banned: 'A moderator keeps you out of this chat for now.',
    room_too_large: 'This room is too large for that.',
    rate_limited: 'That was too much at once. Wait a moment.',
    expired: 'There was no connection for too long.',
    disconnected: 'There is no connection. Try again when you are online.',
    timeout: 'The server does not answer. Try again.',
    unavailable: 'The server is busy. Try again.',
    message_not_found: 'This message is no longer there.',
    too_many_reactions: 'This message has as many different reactions as it can have.',
    too_many_rooms: 'You are in as many rooms as you can be in.',
    too_many_blocks: 'You block as many people as you can.',
    too_many_connections: 'You opened the chat in as many places as you can.',
    connection_gone: 'The connection has ended.',
    client_message_id_reused: 'This was sent before, with other words.',
    internal: 'Something went wrong on the server. Try again.',
    undeliverable: 'The server ended the connection each time.',
    outbox_full: 'Too many messages wait to be sent.',
    bad_response: 'The server said something that this page does not understand.',
    renumbered: 'What was said before is loaded anew. Try again.',
    moderated: 'A moderator closed this room to you.',
    closed: 'The connection has ended.',
  }),
);

/** An error, in a sentence for the user. */
export function sentenceOf({ code, message }: Pick<RequestError, 'code' | 'message'>): string {
  return SENTENCES.get(code) ?? message;
}

/** Why a message was not sent, in a sentence for its author; empty for a code that the page does not know. */
export function failureSentence(code: string): string {
  return code === 'forbidden' ? 'You may not write here.' : (SENTENCES.get(code) ?? '');
}

/** Milliseconds: what is held back for less is sent before a sentence is read. */
const SHORT = 3_000;
/** Milliseconds: what is held back for longer is not sent, and its line says so. */
const LONG = 12 * 60 * 60 * 1_000;

/**
 * Why a message waits that the server takes later, and until when; empty where that need not be told.
 * @param wait - milliseconds
 * @param now - epoch milliseconds
 */
export function heldBackSentence(code: string, wait: number, now: number): string {
  const why = SENTENCES.get(code);
  if (why === undefined || wait < SHORT || wait >= LONG) return '';
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(now + wait);
  return `${why} What you wrote is sent at ${time}.`;
}

/** That the server no longer has what was said before in some rooms. */
export function lostSentence(rooms: readonly string[]): string {
  const [first = '', second] = rooms;
  const where = second === undefined ? first.replace(/^@/, '') : `${rooms.length} rooms`;
  return `The server no longer has what was said before in ${where}. What you wrote meanwhile is sent.`;
}

/** Codes of a room that takes the user no longer, or never did: the invitation has ended, or was taken back. */
const CLOSED = ['forbidden', 'uninvited', 'expired'];

/**
 * Why a room is closed to the user, in a sentence.
 * @param title - of the room, or the name of the other user
 */
export function roomSentence(
  { name, title }: { readonly name: string; readonly title: string },
  error: Pick<RequestError, 'code' | 'message'>,
): string {
  if (!CLOSED.includes(error.code)) return `${title}: ${sentenceOf(error)}`;
  // The server does not tell which of the two has blocked the other.
  if (name.startsWith('@'))
    return `You and ${title} cannot write to each other: one of you has blocked the other, or it is not allowed here.`;
  return `${title}: This room is not, or no longer, open to you.`;
}
