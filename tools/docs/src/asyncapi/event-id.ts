import { ACTIONS } from '@serverless-ws/chat-protocol';

/** What an event is called in the document: its type, or, where an action has the same name, that with `Event`. */
export function eventId(type: string): string {
  return type in ACTIONS ? `${type}Event` : type;
}
