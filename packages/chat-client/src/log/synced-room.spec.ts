import { describe, expect, it } from '@jest/globals';
import { startClient } from '../testing/start-client.js';

/** The code of the error with which a promise is rejected. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'resolved',
    ({ code }: { code: string }) => code,
  );
}

describe('gaps', () => {
  it('that close by themselves cause no request', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.say('one', { lost: true });
    server.say('two');
    await timers.advance(1_900);
    server.push('lobby', [1]);
    await timers.advance(10_000);
    expect(texts).toEqual(['one', 'two']);
    expect(server.of('listMessages')).toEqual([]);
  });

  it('that stay cause a request after two to three seconds', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.say('one', { lost: true });
    server.say('two');
    await timers.advance(2_499);
    expect(texts).toEqual([]);
    await timers.advance(1);
    expect(texts).toEqual(['one', 'two']);
  });

  it('cause further requests, with growing delays, while the server is unavailable', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.answer = ({ action }) =>
      action === 'listMessages'
        ? { type: 'error', code: 'unavailable', message: 'Busy.', retryable: true }
        : undefined;
    server.say('one', { lost: true });
    server.say('two');
    await timers.advance(60_000);
    expect(server.of('listMessages').length).toBeGreaterThan(2);
    expect(server.of('listMessages').length).toBeLessThan(7);
    server.answer = () => undefined;
    await timers.advance(31_000);
    expect(texts).toEqual(['one', 'two']);
  });

  it('at the end of the log are found by the next pong', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.say('lost', { lost: true });
    await timers.advance(485_000);
    expect(texts).toEqual(['lost']);
  });

  it('that the server can no longer fill reset the room', async () => {
    const { client, server, timers, texts, connect } = startClient();
    const resets: unknown[] = [];
    client.on('reset', (event) => resets.push(event));
    await connect();
    server.say('one');
    server.cut();
    server.room().reachesBackTo = 5;
    for (let count = 2; count <= 9; count += 1) server.say(`m${count}`);
    await timers.advance(1_000);
    expect(resets).toEqual([
      { room: 'lobby', cursor: { epoch: 'e1', seq: 9 }, last: { epoch: 'e1', seq: 1 } },
    ]);
    server.say('m10');
    expect(texts).toEqual(['one', 'm10']);
    const { entries } = await client.history();
    expect(entries.at(-1)?.seq).toBe(9);
  });

  it('between epochs are found by reading the history', async () => {
    const { client, server, timers, connect } = startClient();
    const resets: unknown[] = [];
    client.on('reset', (event) => resets.push(event));
    await connect();
    server.say('one');
    server.room().epoch = 'e2';
    expect(await codeOf(client.history())).toBe('renumbered');
    await timers.advance(3_000);
    expect(resets).toEqual([
      { room: 'lobby', cursor: { epoch: 'e2', seq: 1 }, last: { epoch: 'e1', seq: 1 } },
    ]);
  });

  it('between epochs are found by an ack', async () => {
    const { client, server, timers, connect } = startClient();
    const resets: unknown[] = [];
    client.on('reset', (event) => resets.push(event));
    await connect();
    for (let count = 1; count <= 9; count += 1) server.say(`m${count}`);
    server.room().epoch = 'e2';
    server.room().positions.length = 3;
    server.answer = (frame) => {
      if (frame.action !== 'sendMessage') return undefined;
      const { seq, id } = server.room().put(frame.text, { id: 'ada', name: 'Ada' }, frame.clientMessageId);
      return { type: 'ack', room: 'lobby', epoch: 'e2', seq, id, sentAt: 1, duplicate: false };
    };
    await expect(client.send('in the restored log')).resolves.toMatchObject({ epoch: 'e2', seq: 4 });
    expect(client.pending).toEqual([]);
    await timers.advance(3_000);
    expect(resets).toEqual([
      { room: 'lobby', cursor: { epoch: 'e2', seq: 4 }, last: { epoch: 'e1', seq: 9 } },
    ]);
  });

  it('make the client rejoin when the server has forgotten the membership', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.answer = ({ action }) =>
      action === 'listMessages'
        ? { type: 'error', code: 'not_joined', message: 'No.', retryable: false }
        : undefined;
    server.say('one', { lost: true });
    server.say('two');
    server.open[0]?.rooms.clear();
    await timers.advance(4_000);
    expect(texts).toEqual(['one', 'two']);
    expect(server.of('joinRoom')).toHaveLength(2);
    expect(server.connections).toHaveLength(1);
  });
});

describe('a flood', () => {
  it('of 50,000 frames above a gap is shown completely', async () => {
    const { server, timers, texts, connect } = startClient();
    await connect();
    server.say('m1', { lost: true });
    for (let count = 2; count <= 50_000; count += 1) server.say(`m${count}`);
    await timers.advance(3_000);
    expect(texts).toHaveLength(50_000);
    expect(texts.every((text, index) => text === `m${index + 1}`)).toBe(true);
  });

  it('of 50,000 frames of rooms that were not joined is dropped', async () => {
    const { client, server, connect } = startClient();
    await connect();
    for (let count = 1; count <= 50_000; count += 1) {
      const entry = { seq: count };
      server.tell('lobby', { type: 'messages', room: `r${count}`, epoch: 'e', messages: [entry] });
    }
    expect(client.cursor('r1')).toBeNull();
    expect(await codeOf(client.history('r1'))).toBe('not_joined');
  });

  it('of malformed frames is ignored', async () => {
    const { client, server, texts, connect } = startClient();
    await connect();
    for (const text of ['', 'null', '{}', '[1]', '{"type":"messages"}', '{"message":"Forbidden"}']) {
      server.open[0]?.pushText(text);
    }
    server.say('still here');
    expect(texts).toEqual(['still here']);
    expect(client.state.status).toBe('online');
  });
});
