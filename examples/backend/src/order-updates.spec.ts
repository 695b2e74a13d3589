import { describe, expect, it } from '@jest/globals';
import { publisherOf } from '@serverless-ws/chat-dispatch';
import { failing, inMemoryChat, intercept } from '@serverless-ws/chat-domain/in-memory';
import { tellOrder, type PublishCall } from './order-updates.js';

const update = { order: 7, customer: 'ada', state: 'packed' } as const;

function chat(...replaced: Parameters<typeof inMemoryChat>) {
  const { chat: own, messages } = inMemoryChat(...replaced);
  const publisher = publisherOf(own.ports);
  const publish: PublishCall = async ({ messages: all }) => ({ results: await publisher(all) });
  const texts = async (room: string) => {
    const read = await messages.read(room, { from: 1, to: 9, order: 'ascending', limit: 9 });
    return read.flatMap((entry) => ('text' in entry ? [entry.text] : []));
  };
  return { publish, texts, own };
}

describe('an order update', () => {
  it('is told in the room of the shop and to the customer, once', async () => {
    const { publish, texts } = chat();
    const rooms: string[] = [];
    const noting: PublishCall = async (request) => {
      const response = await publish(request);
      if ('results' in response)
        for (const result of response.results) if ('room' in result) rooms.push(result.room);
      return response;
    };
    await tellOrder(update, noting);
    await tellOrder(update, noting);
    const [, direct = ''] = rooms;
    expect(await texts('private.shop')).toEqual(['Order 7 is packed.']);
    expect(await texts(direct)).toEqual(['Your order 7 is packed.']);
  });

  it('says what was not told, and may run again', async () => {
    const { heads } = inMemoryChat();
    const { publish } = chat({ heads: intercept(heads, failing('reserveNext')) });
    await expect(tellOrder(update, publish)).rejects.toThrow('"retryable":true');
    await expect(
      tellOrder(update, async () => ({ error: { code: 'forbidden', message: 'no', retryable: false } })),
    ).rejects.toThrow('forbidden');
  });
});
