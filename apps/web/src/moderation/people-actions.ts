import type { MessageLine, User } from '@serverless-ws/chat-client';
import type { Duration } from './durations.js';

/** What a user can do about others. Each tells how it ended, in a sentence. */
export interface PeopleActions {
  report(line: MessageLine, reason: string): void;
  block(user: User): void;
  unblock(user: User): void;
  kick(user: User): void;
  mute(user: User, duration: Duration): void;
  unmute(user: User): void;
  ban(user: User, duration: Duration): void;
  unban(user: User): void;
  invite(user: User, duration: Duration): void;
  uninvite(user: User): void;
}
