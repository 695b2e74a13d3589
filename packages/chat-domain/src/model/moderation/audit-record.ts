import type { Sender } from '../log-entry.js';

/** The actions that leave an audit record. */
export type AuditedAction = 'invite' | 'deleteMessage' | 'kick' | 'ban' | 'mute' | 'slowMode' | 'report';

/** Who decided what about whom, and when. Never holds the text of a message. */
export interface AuditRecord {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actor: Sender;
  readonly action: AuditedAction;
  /** The room it is about, if any. */
  readonly room?: string;
  /** The user it is about: who is banned, whose message is deleted. */
  readonly userId?: string;
  /** The position of the message it is about. */
  readonly seq?: number;
  /** The id of the message that is reported. */
  readonly messageId?: string;
  /** Why it is reported, in the words of the actor. */
  readonly reason?: string;
  /** Until when it holds, in epoch milliseconds. */
  readonly until?: number;
  /** Milliseconds: the interval of slow mode. */
  readonly interval?: number;
  /** When the record itself expires, in epoch milliseconds. */
  readonly expiresAt: number;
}
