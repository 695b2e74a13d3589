import assert from 'node:assert/strict';
import { POLICY_ACTIONS, defaultAccessPolicy, type Access, type Action } from '@serverless-ws/chat-domain';
import type { ChatSocket } from '../chat-socket.js';
import type { Scenario, Visit } from '../scenario.js';

/** A user's relation to a room, besides their roles. */
interface State {
  readonly kind: 'lobby' | 'public' | 'private';
  readonly joined: boolean;
  readonly invited: boolean;
}

const STATES: Readonly<Record<string, State>> = {
  'the lobby': { kind: 'lobby', joined: true, invited: false },
  'a public room': { kind: 'public', joined: false, invited: false },
  'a public room they are in': { kind: 'public', joined: true, invited: false },
  'a private room': { kind: 'private', joined: false, invited: false },
  'a private room they are invited to': { kind: 'private', joined: false, invited: true },
  'a private room they are in': { kind: 'private', joined: true, invited: true },
};

const ROLES = ['user', 'member', 'moderator', 'admin'] as const;

/** Requests, each with what the policy calls it; in an order in which none changes the state for those after it. */
const REQUESTS: readonly (readonly [Action, object])[] = [
  ['listMessages', { action: 'listMessages' }],
  ['who', { action: 'who' }],
  ['signal', { action: 'signal', event: 'typing', data: true }],
  ['markRead', { action: 'markRead' }],
  ['invite', { action: 'invite', userId: 'unknown-user' }],
  ['deleteMessage', { action: 'deleteMessage', seq: 1, id: 'nowhere' }],
  ['slowMode', { action: 'slowMode', interval: 0 }],
  ['sendMessage', { action: 'sendMessage', text: 'hi' }],
  ['joinRoom', { action: 'joinRoom' }],
  ['leaveRoom', { action: 'leaveRoom' }],
];

/** The same about messages: they count as such, so that another user in the same state makes them. */
const CHANGES: readonly (readonly [Action, object])[] = [
  ['editMessage', { action: 'editMessage', seq: 1, id: 'nowhere', text: 'hi' }],
  ['report', { action: 'report', seq: 1, id: 'nowhere' }],
  ['react', { action: 'react', seq: 1, id: 'nowhere', reaction: '👍' }],
];

/** Requests that are about no room; the policy is asked for the lobby. */
const ROOMLESS: readonly (readonly [Action, object])[] = [
  ['announce', { action: 'announce', text: 'hear' }],
  ['kick', { action: 'kick', userId: 'unknown-user' }],
  ['ban', { action: 'ban', userId: 'unknown-user' }],
  ['mute', { action: 'mute', userId: 'unknown-user' }],
  ['ping', { action: 'ping' }],
  ['listRooms', { action: 'listRooms' }],
  ['browseRooms', { action: 'browseRooms' }],
  ['block', { action: 'block', userId: 'unknown-user' }],
  ['unblock', { action: 'unblock', userId: 'unknown-user' }],
];

/** What the policy's answer comes to in a state. */
function outcome(access: Access, { joined, invited }: State): string {
  if (access === 'granted' || (access === 'invited' && invited)) return 'let through';
  if (access === 'joined') return joined ? 'let through' : 'not_joined';
  return 'forbidden';
}

async function observed(socket: ChatSocket, frame: object): Promise<string> {
  const answer = await socket.ask(frame);
  if (answer.type !== 'error' || answer.code === 'message_not_found') return 'let through';
  return answer.code;
}

/** Puts a user with a role into a state, with a message of theirs in the room, and a moderator. */
async function enter(chat: Visit, role: (typeof ROLES)[number], { kind, joined, invited }: State) {
  const room = { lobby: 'lobby', public: chat.unique(), private: `private.${chat.unique()}` }[kind];
  const roles = role === 'user' ? [] : [role === 'member' ? `room:${room}` : role];
  const sub = chat.unique();
  const socket = await chat.connect(chat.mint({ sub, roles }));
  const keeper = await chat.connect(chat.mint({ roles: ['moderator'] }));
  const invite = (until?: number) => keeper.ask({ action: 'invite', room, userId: sub, until });
  if (kind === 'private') await invite();
  await socket.ask({ action: 'joinRoom', room });
  const own = await socket.ask({ action: 'sendMessage', room, text: 'mine' });
  assert.ok(own.type === 'ack');
  if (!joined) await socket.ask({ action: 'leaveRoom', room });
  if (kind === 'private' && !invited) await invite(0);
  return { room, roles, sub, socket, keeper, own };
}

/** Whether a moderator may act on a user: a mute that is over before it begins does them no harm. */
async function escapes(keeper: ChatSocket, userId: string): Promise<string> {
  const answer = await keeper.ask({ action: 'mute', userId, until: 0 });
  return answer.type === 'done' ? 'forbidden' : 'let through';
}

/** Every role, every action and every state of a room: on the wire what the policy says. Needs flood control. */
export const roleMatrix: readonly Scenario[] = ROLES.flatMap((role) =>
  Object.entries(STATES).map(([name, state]) => ({
    name: `${role} in ${name} may do what the policy allows, and nothing else`,
    needs: ['mint'] as const,
    run: async (chat: Visit) => {
      const { room, roles, sub, socket, keeper, own } = await enter(chat, role, state);
      const policy = (action: Action, about: string) =>
        outcome(defaultAccessPolicy.access({ userId: sub, roles }, action, about), state);
      const expected: Record<string, string> = { sanctionExempt: policy('sanctionExempt', 'lobby') };
      const received: Record<string, string> = { sanctionExempt: await escapes(keeper, sub) };
      const check = async (action: Action, frame: object, about: string, by = socket) => {
        expected[action] = policy(action, about);
        received[action] = await observed(by, frame);
      };
      // Another user with these roles: what changes something counts as a message, and there are ten in ten seconds.
      const peer = await chat.connect(chat.mint({ roles }));
      for (const [action, frame] of ROOMLESS) await check(action, frame, 'lobby', peer);
      await check('deleteOwnMessage', { action: 'deleteMessage', room, seq: own.seq, id: own.id }, room);
      const upTo = { epoch: own.epoch, seq: own.seq };
      for (const [action, frame] of REQUESTS) await check(action, { ...frame, room, upTo }, room);
      const other = await enter(chat, role, state);
      for (const [action, frame] of CHANGES) {
        await check(action, { ...frame, room: other.room }, other.room, other.socket);
      }
      assert.deepEqual(received, expected);
      // No room of the matrix is crowded.
      const asked = POLICY_ACTIONS.filter((action) => action !== 'sendToCrowd');
      assert.deepEqual(Object.keys(received).sort(), asked.sort());
    },
  })),
);
