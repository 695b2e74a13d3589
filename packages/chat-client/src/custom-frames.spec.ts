import { describe, expect, it } from '@jest/globals';
import { bye, defineAction, defineEvent, roomField, userIdField } from '@serverless-ws/chat-protocol';
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
});
