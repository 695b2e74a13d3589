import { ACTIONS, EVENTS } from '@serverless-ws/chat-protocol';
import { expect, it } from '@jest/globals';
import { eventId } from './event-id.js';

it('gives every frame of the protocol a name of its own', () => {
  const ids = [...Object.keys(ACTIONS), ...Object.keys(EVENTS).map(eventId)];
  expect(new Set(ids).size).toBe(ids.length);
  expect([eventId('signal'), eventId('pong')]).toEqual(['signalEvent', 'pong']);
});
