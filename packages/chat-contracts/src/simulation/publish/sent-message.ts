/** A message that a backend publishes, or that the user sends who has the id of that backend. */
export interface SentMessage {
  readonly by: 'service' | 'user';
  readonly room: string;
  /** Its `clientMessageId`. The user sends under ids that the backend has used. */
  readonly id: string;
  /** What each attempt has ended with for good: where the message is, or why it was rejected. */
  readonly outcomes: Set<string>;
}

/** The text of a message: unique, and the same in each attempt. */
export function textOf({ by, room, id }: Pick<SentMessage, 'by' | 'room' | 'id'>): string {
  return `${by} ${room} ${id}`;
}

/** Without what a review has put behind it. */
export function originalOf(text: string): string {
  return text.split(', reviewed')[0] ?? '';
}
