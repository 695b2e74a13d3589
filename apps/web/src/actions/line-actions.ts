import type { MessageLine } from '@serverless-ws/chat-client';
import type { PeopleActions } from '../moderation/people-actions.js';

/** What a user can do with the lines of a room. The same object for as long as the room is shown. */
export interface LineActions {
  retry(clientMessageId: string): void;
  discard(clientMessageId: string): void;
  /** Adds a reaction of the user, or takes it back. */
  react(line: MessageLine, reaction: string, on: boolean): void;
  /** Begins an answer to a message. */
  reply(line: MessageLine): void;
  /** Begins to change a message of the user. */
  edit(line: MessageLine): void;
  remove(line: MessageLine): void;
  copyLink(line: MessageLine): void;
  /** What can be done about the people who wrote them. */
  readonly people: PeopleActions;
  /** The name of the room in the client. */
  readonly room: string;
}
