import { requestError, type Room, type User } from '@serverless-ws/chat-client';
import { ban, block, invite, kick, mute, report, unblock } from '@serverless-ws/chat-protocol';
import { useMemo } from 'react';
import { sentenceOf } from '../notices/sentences.js';
import { OVER, untilOf, type Duration } from './durations.js';
import type { PeopleActions } from './people-actions.js';

/** @param forbidden - what is told where the server does not allow it; by default that one may not */
type Telling = (asked: Promise<unknown>, done: string, forbidden?: string) => void;

/**
 * The actions about people in a room.
 * @param tell - shows a sentence to the user
 */
export function usePeopleActions(room: Room, tell: (text: string) => void): PeopleActions {
  return useMemo(() => {
    const telling: Telling = (asked, done, forbidden) =>
      void asked.then(
        () => tell(done),
        (error: unknown) => {
          const failure = requestError(error);
          tell((failure.code === 'forbidden' ? forbidden : undefined) ?? sentenceOf(failure));
        },
      );
    return {
      ...about(room, telling),
      ...sanctions(room, telling),
      ...invitations(room, telling),
    };
  }, [room, tell]);
}

function about({ client, name: room }: Room, telling: Telling) {
  const where = room.startsWith('@') ? { with: room.slice(1) } : { room };
  return {
    report: ({ seq, id }: { seq: number; id: string }, given: string) => {
      const reason = given.trim();
      const fields = { ...where, seq, id, ...(reason !== '' && { reason }) };
      telling(client.request(report, fields), 'The message is reported.');
    },
    block: ({ id: userId, name }: User) =>
      telling(client.request(block, { userId }), `${name} is blocked: no direct messages between you.`),
    unblock: ({ id: userId, name }: User) =>
      telling(client.request(unblock, { userId }), `${name} is no longer blocked.`),
  };
}

/** Not allowed about users who are exempt; and no server mutes without flood control. */
function sanctions({ client }: Room, telling: Telling) {
  const end = ({ id }: User, duration: Duration) => ({ userId: id, ...untilOf(duration, Date.now()) });
  const sanctioning = ({ name }: User, what: string, asked: Promise<unknown>, done: string) =>
    telling(asked, `${name} ${done}`, `${name} cannot be ${what} here.`);
  const muting = (user: User, duration: Duration, done: string) =>
    sanctioning(user, 'muted', client.request(mute, end(user, duration)), done);
  const banning = (user: User, duration: Duration, done: string) =>
    sanctioning(user, 'banned', client.request(ban, end(user, duration)), done);
  return {
    kick: (user: User) =>
      sanctioning(user, 'disconnected', client.request(kick, { userId: user.id }), 'is disconnected.'),
    mute: (user: User, duration: Duration) => muting(user, duration, `is muted: ${duration.label}.`),
    unmute: (user: User) => muting(user, OVER, 'may write again.'),
    ban: (user: User, duration: Duration) => banning(user, duration, `is banned: ${duration.label}.`),
    unban: (user: User) => banning(user, OVER, 'may come back.'),
  };
}

function invitations({ client, name: room }: Room, telling: Telling) {
  const end = ({ id }: User, duration: Duration) => ({ room, userId: id, ...untilOf(duration, Date.now()) });
  return {
    invite: (user: User, duration: Duration) =>
      telling(client.request(invite, end(user, duration)), `${user.name} is invited: ${duration.label}.`),
    uninvite: (user: User) =>
      telling(client.request(invite, end(user, OVER)), `${user.name} is no longer invited.`),
  };
}
