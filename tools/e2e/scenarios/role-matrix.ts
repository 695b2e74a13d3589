import assert from 'node:assert/strict';
import { defaultAccessPolicy, type Access, type Action } from '@serverless-ws/chat-domain';
import type { ChatSocket } from '../chat-socket.js';
import type { Scenario, Visit } from '../scenario.js';

/** How somebody stands to a room, besides their roles. */
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

const ROLES = ['nobody', 'member', 'moderator', 'admin'] as const;

/** Requests, each with what the policy calls it; in an order in which none changes the state for those after it. */
const REQUESTS: readonly (readonly [Action, object])[] = [
  ['listMessages', { action: 'listMessages' }],
  ['invite', { action: 'invite', userId: 'nobody' }],
  ['deleteMessage', { action: 'deleteMessage', seq: 1, id: 'nowhere' }],
  ['slowMode', { action: 'slowMode', interval: 0 }],
  ['sendMessage', { action: 'sendMessage', text: 'hi' }],
  ['joinRoom', { action: 'joinRoom' }],
  ['leaveRoom', { action: 'leaveRoom' }],
];

/** Requests that are about no room; the policy is asked for the lobby. */
const ROOMLESS: readonly (readonly [Action, object])[] = [
  ['announce', { action: 'announce', text: 'hear' }],
  ['kick', { action: 'kick', userId: 'nobody-is-called-so' }],
  ['ban', { action: 'ban', userId: 'nobody-is-called-so' }],
  ['mute', { action: 'mute', userId: 'nobody-is-called-so' }],
  ['ping', { action: 'ping' }],
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

/** Puts somebody with a role into a state. */
async function enter(chat: Visit, role: (typeof ROLES)[number], { kind, joined, invited }: State) {
  const room = { lobby: 'lobby', public: chat.unique(), private: `private.${chat.unique()}` }[kind];
  const roles = role === 'nobody' ? [] : [role === 'member' ? `room:${room}` : role];
  const sub = chat.unique();
  const socket = await chat.connect(chat.mint({ sub, roles }));
  if (invited) {
    const admin = await chat.connect(chat.mint({ roles: ['admin'] }));
    await admin.ask({ action: 'invite', room, userId: sub });
  }
  if (joined) await socket.ask({ action: 'joinRoom', room });
  return { room, roles, socket };
}

/** Every role, every action and every state of a room: on the wire what the policy says. Needs flood control. */
export const roleMatrix: readonly Scenario[] = ROLES.flatMap((role) =>
  Object.entries(STATES).map(([name, state]) => ({
    name: `${role} in ${name} may do what the policy allows, and nothing else`,
    needs: ['mint'] as const,
    run: async (chat: Visit) => {
      const { room, roles, socket } = await enter(chat, role, state);
      const expected: Record<string, string> = {};
      const received: Record<string, string> = {};
      const check = async (action: Action, frame: object, about: string, now: State = state) => {
        expected[action] = outcome(defaultAccessPolicy.access({ roles }, action, about), now);
        received[action] = await observed(socket, frame);
      };
      for (const [action, frame] of ROOMLESS) await check(action, frame, 'lobby');
      if (state.joined) {
        const sent = await socket.ask({ action: 'sendMessage', room, text: 'mine' });
        assert.ok(sent.type === 'ack');
        await check('deleteOwnMessage', { action: 'deleteMessage', room, seq: sent.seq, id: sent.id }, room);
      }
      for (const [action, frame] of REQUESTS) await check(action, { ...frame, room }, room);
      assert.deepEqual(received, expected);
    },
  })),
);
