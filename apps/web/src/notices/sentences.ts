import type { RequestError } from '@serverless-ws/chat-client';

/** What the codes of errors mean to the user. */
const SENTENCES = new Map(
  Object.entries({
    invalid_text: 'The server does not take this text.',
    forbidden: 'You may not do this here.',
    not_joined: 'You are not in this room.',
    muted: 'You are muted for now.',
    rate_limited: 'That was too much at once. Wait a moment.',
    expired: 'There was no connection for too long.',
    disconnected: 'There is no connection. Try again when you are online.',
    timeout: 'The server does not answer. Try again.',
    unavailable: 'The server is busy. Try again.',
    message_not_found: 'This message is no longer there.',
    too_many_reactions: 'This message has as many different reactions as it can have.',
    too_many_rooms: 'You are in as many rooms as you can be in.',
    too_many_blocks: 'You have blocked as many users as you can block.',
    moderated: 'A moderator closed this room to you.',
    closed: 'The connection has ended.',
  }),
);

/** An error, in a sentence for the user. */
export function sentenceOf({ code, message }: Pick<RequestError, 'code' | 'message'>): string {
  return SENTENCES.get(code) ?? message;
}

/** Codes of a room that takes the user no longer, or never did: the invitation has ended, or was taken back. */
const CLOSED = ['forbidden', 'uninvited', 'expired'];

/** Why a room is closed to the user, in a sentence. */
export function roomSentence(error: Pick<RequestError, 'code' | 'message'>): string {
  return CLOSED.includes(error.code) ? 'This room is not, or no longer, open to you.' : sentenceOf(error);
}
