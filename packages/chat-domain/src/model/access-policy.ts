import type { Identity } from './identity.js';

/** What somebody may ask for; each is one use case. */
export type Action = 'sendMessage' | 'announce' | 'joinRoom' | 'leaveRoom' | 'listMessages' | 'ping';

/** Decides who may do what, where. Pure: the same answer for the same question. */
export interface AccessPolicy {
  /** MUST answer `false` for whatever it does not know. */
  allows(identity: Identity, action: Action, room: string): boolean;
}

/** Who may do an action: everybody, or whoever has one of these roles. */
type Rule = 'everybody' | readonly string[];

const RULES: Readonly<Record<Action, Rule>> = {
  sendMessage: 'everybody',
  announce: ['admin'],
  joinRoom: 'everybody',
  leaveRoom: 'everybody',
  listMessages: 'everybody',
  ping: 'everybody',
};

/** Everybody talks everywhere; only `admin` announces. */
export const defaultAccessPolicy: AccessPolicy = {
  allows(identity, action) {
    const rule = Object.hasOwn(RULES, action) ? RULES[action] : [];
    return rule === 'everybody' || rule.some((role) => identity.roles.includes(role));
  },
};
