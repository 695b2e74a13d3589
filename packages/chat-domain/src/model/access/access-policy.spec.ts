import { describe, expect, it } from '@jest/globals';
import { defaultAccessPolicy, tablePolicy } from './access-policy.js';
import { POLICY_ACTIONS, DEFAULT_TABLE, type Access, type Action } from './access-table.js';
import { ROOM_KINDS, roomKind } from './room-kind.js';

const ROOMS = { lobby: 'lobby', public: 'tea', private: 'private.board', direct: 'dm.x' } as const;

const ask = (roles: readonly string[], action: Action, room: string): Access =>
  defaultAccessPolicy.access({ userId: 'ada', roles }, action, room);

/**
 * By hand, not from the table: what no role, a member, a moderator and an admin may do in each kind of room; in a direct
 * one nothing, where it is not written. Which users it is of is not the policy's to know.
 */
const EXPECTED: Readonly<
  Record<Action, readonly [lobby: string, pub: string, priv: string, direct?: string]>
> = {
  sendMessage: ['g g g g', 'j j j j', 'j j j j', 'g g g g'],
  sendToCrowd: ['- - g g', '- - g g', '- - g g'],
  editMessage: ['g g g g', 'j j j j', 'j j j j', 'g g g g'],
  react: ['g g g g', 'j j j j', 'j j j j', 'g g g g'],
  report: ['g g g g', 'j j j j', 'j j j j', 'g g g g'],
  announce: ['- - - g', '- - - -', '- - - -'],
  joinRoom: ['g g g g', 'g g g g', 'i g g g'],
  leaveRoom: ['- - - -', 'g g g g', 'g g g g'],
  listMessages: ['g g g g', 'j j j j', 'j j j j', 'g g g g'],
  ping: ['g g g g', 'g g g g', 'g g g g', 'g g g g'],
  markRead: ['g g g g', 'j j j j', 'j j j j', 'g g g g'],
  listRooms: ['g g g g', 'g g g g', 'g g g g'],
  browseRooms: ['g g g g', 'g g g g', 'g g g g'],
  signal: ['g g g g', 'j j j j', 'j j j j', 'g g g g'],
  who: ['g g g g', 'j j j j', 'j j j j'],
  invite: ['- - - -', '- - - -', '- j g g'],
  deleteOwnMessage: ['g g g g', 'j j g g', 'j j g g', 'g g g g'],
  deleteMessage: ['- - g g', '- - g g', '- - g g'],
  kick: ['- - g g', '- - g g', '- - g g'],
  ban: ['- - g g', '- - g g', '- - g g'],
  mute: ['- - g g', '- - g g', '- - g g'],
  slowMode: ['- - g g', '- - g g', '- - g g'],
  block: ['g g g g', 'g g g g', 'g g g g'],
  unblock: ['g g g g', 'g g g g', 'g g g g'],
  sanctionExempt: ['- - - g', '- - - g', '- - - g'],
};

const LETTER: Readonly<Record<Access, string>> = { granted: 'g', joined: 'j', invited: 'i', refused: '-' };

describe('the default access policy', () => {
  for (const action of POLICY_ACTIONS) {
    it(`decides ${action} as written down, for every role in every kind of room`, () => {
      const decisions = ROOM_KINDS.map((kind) => {
        const room = ROOMS[kind];
        const roles = [[], [`room:${room}`], ['moderator'], ['admin']];
        return roles.map((held) => LETTER[ask(held, action, room)]).join(' ');
      });
      const [lobby, pub, priv, direct = '- - - -'] = EXPECTED[action];
      expect(decisions).toEqual([lobby, pub, priv, direct]);
    });
  }

  it('gives a user with several roles the widest access of them', () => {
    expect(ask(['room:private.board', 'moderator'], 'invite', 'private.board')).toBe('granted');
    expect(ask(['moderator', 'admin', 'x'], 'announce', 'lobby')).toBe('granted');
  });

  it('makes no user a member of another room, however its name looks', () => {
    for (const role of [
      'room:private.boar',
      'room:private.board2',
      'room:Private.board',
      'private.board',
      'room:',
    ]) {
      expect(ask([role], 'joinRoom', 'private.board')).toBe('invited');
    }
  });

  it('refuses what it does not know', () => {
    const unknown: Action[] = JSON.parse('["constructor","__proto__","toString","SendMessage",""]');
    for (const action of unknown) expect(ask(['admin'], action, 'tea')).toBe('refused');
  });

  it('grants nothing for roles that are no roles', () => {
    const roles = [
      '@member',
      '@everybody',
      'constructor',
      '__proto__',
      'Admin',
      'admin ',
      'аdmin',
      'ａdmin',
      '*',
    ];
    for (const role of roles) {
      expect(ask([role], 'announce', 'lobby')).toBe('refused');
      expect(ask([role], 'ban', 'tea')).toBe('refused');
      expect(ask([role], 'joinRoom', 'private.board')).toBe('invited');
    }
  });
});

describe('a policy by another table', () => {
  it('knows the roles that the table names', () => {
    const table = { ...DEFAULT_TABLE, announce: { lobby: { editor: 'granted' } } } as const;
    const { access } = tablePolicy(table);
    expect(access({ userId: 'ada', roles: ['editor'] }, 'announce', 'lobby')).toBe('granted');
    expect(access({ userId: 'ada', roles: ['admin'] }, 'announce', 'lobby')).toBe('refused');
  });

  it('refuses everything when it is empty', () => {
    for (const action of POLICY_ACTIONS) {
      expect(tablePolicy({}).access({ userId: 'ada', roles: ['admin'] }, action, 'lobby')).toBe('refused');
    }
  });
});

describe('the kind of a room', () => {
  it('is in its name', () => {
    expect(
      ['lobby', 'Lobby', 'tea', 'private', 'privateer', 'private.', 'private.board', 'dm', 'dm.', 'dm.x'].map(
        roomKind,
      ),
    ).toEqual([
      ...['lobby', 'public', 'public', 'public', 'public', 'private', 'private'],
      ...['public', 'direct', 'direct'],
    ]);
  });
});
