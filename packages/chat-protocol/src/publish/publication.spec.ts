import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isChatError } from '@serverless-ws/chat-domain';
import { publicationIn, publicationsIn, PUBLICATIONS } from './publication.js';

const message = { room: 'tea', text: 'hi', as: { id: 'orders', name: 'Orders' } };

describe('a request to publish', () => {
  it('is up to ten messages, which it leaves as they are', () => {
    const messages = Array.from({ length: PUBLICATIONS }, () => message);
    expect(publicationsIn({ messages })).toBe(messages);
  });

  it.each([
    [null, 'not a JSON object'],
    [[message], 'not a JSON object'],
    [{}, '"messages" is not a list'],
    [{ messages: {} }, '"messages" is not a list'],
    [{ messages: [] }, '1 to 10 messages'],
    [{ messages: Array.from({ length: 11 }, () => message) }, '1 to 10 messages'],
    [{ messages: [message], requestContext: {} }, 'Only "messages"'],
  ])('is refused as a whole where it is %j', (envelope, words) => {
    expect(() => publicationsIn(envelope)).toThrow(words);
  });
});

describe('a message of a request', () => {
  it('may have all that a message has', () => {
    const full = {
      ...{ with: 'ada', text: '', as: message.as, clientMessageId: 'o-1' },
      ...{ meta: { order: 7 }, mentions: ['ada'], replyTo: { seq: 1, id: 'x' } },
    };
    expect(publicationIn(full)).toEqual(full);
    expect(publicationIn(message)).toEqual(message);
  });

  it('is read, or is a bad request: nothing else', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        try {
          publicationIn(value);
        } catch (error) {
          expect(isChatError(error) && error.code).toBe('bad_request');
        }
      }),
    );
  });
});
