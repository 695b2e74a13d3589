import { ACTIONS, EVENTS } from '@serverless-ws/chat-protocol';

const responses: ReadonlySet<string> = new Set([
  'error',
  ...Object.values(ACTIONS).map(({ response }) => (response === 'done' ? response : response.type)),
]);

/** The types of events that a server sends without a request: those that are no response. */
export const NEWS: readonly string[] = Object.keys(EVENTS).filter((type) => !responses.has(type));
