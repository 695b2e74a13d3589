import { describe, expect, it } from '@jest/globals';
import { ChatError } from '@serverless-ws/chat-domain';
import { failing, inMemoryChat, intercept } from '@serverless-ws/chat-domain/in-memory';
import { publisherOf } from './publisher.js';

const as = { id: 'orders', name: 'Orders' };
const of = (text: string, more: object = {}) => ({ room: 'tea', text, as, ...more });

function fixture(...replaced: Parameters<typeof inMemoryChat>) {
  const { chat, messages, logger } = inMemoryChat(...replaced);
  const texts = async (room = 'tea') => {
    const read = await messages.read(room, { from: 1, to: 100, order: 'ascending', limit: 100 });
    return read.map((entry) => ('text' in entry ? entry.text : entry.kind));
  };
  return { publish: publisherOf(chat.ports), texts, logger };
}

describe('a publisher', () => {
  it('gives each message a result in their order, and stores those of a room in it', async () => {
    const { publish, texts } = fixture();
    const results = await publish([of('1'), of('2', { room: 'milk' }), of('3'), of('4')]);
    expect(results).toMatchObject([
      { room: 'tea', seq: 1, duplicate: false },
      { room: 'milk', seq: 1 },
      { room: 'tea', seq: 2 },
      { room: 'tea', seq: 3 },
    ]);
    expect(await texts()).toEqual(['1', '3', '4']);
  });

  it.each([
    [null, 'bad_request', 'The message is not a JSON object.'],
    [{ text: 'x', as: { id: 'a' } }, 'bad_request', '"as.name" is missing.'],
    [{ text: 'x', as, rank: '@service' }, 'bad_request', '"rank" is not a field of this.'],
    [{ text: 'x', as, wiht: 'ada' }, 'bad_request', '"wiht" is not a field of this.'],
    [{ text: 'x', as: { ...as, roles: ['admin'] } }, 'bad_request', '"as.roles" is not a field of this.'],
    [{ text: 'x', as, echo: false }, 'bad_request', '"echo" is not a field of this.'],
    [{ text: 7, as }, 'bad_request', '"text" is not of type string.'],
    [{ room: 'dm.x', text: 'x', as }, 'forbidden', expect.any(String)],
  ])('lets %j fail alone', async (poison, code, message) => {
    const { publish, texts, logger } = fixture();
    const results = await publish([of('1'), poison, of('2')]);
    expect(results).toMatchObject([{ seq: 1 }, { error: { code, message, retryable: false } }, { seq: 2 }]);
    expect(await texts()).toEqual(['1', '2']);
    expect(logger.messages('info')).toContain('refused');
  });

  it('publishes a message once for its own id, or for the one it is given', async () => {
    const { publish, texts } = fixture();
    const idOf = (index: number) => `event.${index}`;
    const batch = [of('1'), of('2', { clientMessageId: 'own' })];
    const first = await publish(batch, { idOf });
    expect(first).toMatchObject([{ clientMessageId: 'event.0' }, { clientMessageId: 'own' }]);
    expect(await publish(batch, { idOf })).toEqual(first.map((result) => ({ ...result, duplicate: true })));
    expect(await texts()).toEqual(['1', '2']);
  });

  it('calls what fails by no fault of its sender retryable, and tells nothing of it', async () => {
    const { heads } = inMemoryChat();
    const { publish, logger } = fixture({ heads: intercept(heads, failing('reserveNext', 2)) });
    const results = await publish([of('1'), of('2')]);
    expect(results).toMatchObject([{ seq: 1 }, { error: { code: 'internal', retryable: true } }]);
    expect(JSON.stringify(results)).not.toContain('store down');
    expect(logger.messages('error')).toEqual(['failed']);
  });

  it('runs each message within what it is given', async () => {
    const { publish, texts } = fixture();
    const late = new ChatError('unavailable', 'The time is up.');
    const results = await publish([of('1'), of('2')], { within: () => Promise.reject(late) });
    const error = { code: 'unavailable', message: 'The time is up.', retryable: true };
    expect(results).toEqual([{ error }, { error }]);
    expect(await texts()).toEqual([]);
  });
});
