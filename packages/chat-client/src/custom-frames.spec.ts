import { describe, expect, it } from '@jest/globals';
import { bye, defineAction, defineEvent, roomField, userIdField } from '@serverless-ws/chat-protocol';
import { drainMicrotasks } from './testing/fake-timers.js';
import { startClient } from './testing/start-client.js';

const waved = defineEvent({ type: 'acme.waved', fields: { room: roomField, by: userIdField } });
const wave = defineAction({ name: 'acme.wave', fields: { room: roomField }, response: 'done' });
const look = defineAction({ name: 'acme.look', fields: {}, response: waved });

describe("a team's own event", () => {
  it('reaches its listeners, read by its descriptor, until they are removed', async () => {
    const { client, server, connect } = startClient();
    const heard: unknown[] = [];
    const remove = client.on(waved, (event) => heard.push(event));
    await connect();
    const event = waved({ room: 'tea', by: 'bob' });
    server.open[0]?.push(event);
    server.open[0]?.push({ type: 'acme.waved' });
    server.open[0]?.push({ type: 'acme.bowed' });
    remove();
    server.open[0]?.push(event);
    expect(heard).toEqual([event]);
  });

  it('may be one of the protocol', async () => {
    const { client, server, connect } = startClient();
    const reasons: string[] = [];
    client.on(bye, ({ reason }) => reasons.push(reason));
    await connect();
    server.open[0]?.push(bye({ reason: 'kicked', reconnect: false }));
    expect([reasons, client.state.status]).toEqual([['kicked'], 'closed']);
  });
});
const refusal = { type: 'error', code: 'not_joined', message: 'No.', retryable: false };

describe("a team's own action", () => {
  it('is requested by its descriptor, and resolves to its response', async () => {
    const { client, server, connect } = startClient();
    const received: unknown[] = [];
    await connect();
    server.answerCustom = (frame) => {
      received.push(frame);
      return 'room' in frame
        ? { type: 'done', ...{ action: 'acme.wave' } }
        : waved({ room: 'tea', by: 'ada' });
    };
    await expect(client.request(wave, { room: 'tea' })).resolves.toMatchObject({ type: 'done' });
    await expect(client.request(look, {})).resolves.toMatchObject({ type: 'acme.waved', by: 'ada' });
    expect(received).toMatchObject([
      { action: 'acme.wave', room: 'tea', requestId: expect.any(String) },
      { action: 'acme.look' },
    ]);
  });

  it('rejects where the response is not what its descriptor says', async () => {
    const { client, server, connect } = startClient();
    await connect();
    server.answerCustom = () => ({ type: 'acme.waved' });
    await expect(client.request(look, {})).rejects.toMatchObject({ code: 'bad_response', retryable: false });
  });

  it.each([
    ['never joined', 'den', 0],
    ['lost', 'tea', 1],
  ])('in a room that the client has %s is rejected, and no other is affected', async (_, room, joins) => {
    const { client, server, connect } = startClient();
    await connect();
    await client.join('tea');
    server.received.length = 0;
    if (joins > 0) server.open[0]?.rooms.delete(room);
    server.answerCustom = () => refusal;
    await expect(client.request(wave, { room })).rejects.toMatchObject({ code: 'not_joined' });
    await drainMicrotasks();
    expect([client.state.status, server.connections.length]).toEqual(['online', 1]);
    expect(server.of('joinRoom')).toHaveLength(joins);
  });
});
