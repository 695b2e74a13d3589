import assert from 'node:assert/strict';
import { ManualClock, type FaultHook } from '@serverless-ws/apigw-emulator';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Refused } from '@serverless-ws/scenarios/chat-socket.js';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { runScenario, Visit } from '@serverless-ws/scenarios/scenario.js';
import { roleMatrix } from '@serverless-ws/scenarios/scenarios/role-matrix.js';

const MESSAGES = 10;
/** Milliseconds within which a ban ends what is open. */
const BAN = 5_000;

/** The gateway's: it stands, so that how fast this machine is makes no difference. */
const clock = new ManualClock();
let isDisconnectLost = false;
const loseDisconnects: FaultHook = (operation) =>
  isDisconnectLost && operation.kind === 'invoke' && operation.target === '$disconnect'
    ? { outcome: 'drop' }
    : undefined;

/** What the role of a function did not allow. */
const denied: string[] = [];

let target: LocalTarget;
let visit: Visit;

beforeAll(async () => {
  target = await startLocalTarget({
    gateway: { clock, quotas: 'off', faults: loseDisconnects },
    onDenied: (name, { action }) => denied.push(`${name} ${action}`),
    environment: {
      CHAT_FLOOD_MESSAGES: String(MESSAGES),
      CHAT_FLOOD_WINDOW_SECONDS: '60',
      CHAT_FLOOD_HARD_LIMIT: '40',
      CHAT_CONNECTIONS_PER_USER: '2',
      CHAT_ALLOWED_ORIGINS: 'https://chat.example.com',
    },
  });
  visit = new Visit(target);
});

afterEach(() => expect(denied).toEqual([]));

afterAll(async () => {
  visit.end();
  await target.close();
});

describe('the role matrix, generated from the policy', () => {
  it.each(roleMatrix.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) =>
    runScenario(scenario, target),
  );
});

describe('a flooding user', () => {
  it('is disconnected', async () => {
    const socket = await visit.connect(visit.mint());
    const end = Promise.all([socket.next('bye'), socket.closed()]);
    for (let count = 0; count < 45; count += 1)
      socket.send({ action: 'sendMessage', text: `flood ${count}` });
    expect((await end)[0]).toEqual({ type: 'bye', reason: 'flooding', reconnect: false });
  });
});

describe('a ban', () => {
  it('has ended every live connection before five seconds have passed on the gateway’s clock', async () => {
    const moderator = await visit.connect(visit.mint({ roles: ['moderator'] }));
    const sub = visit.unique();
    const sockets = [await visit.connect(visit.mint({ sub })), await visit.connect(visit.mint({ sub }))];
    const ends = sockets.map((socket) => Promise.all([socket.next('bye'), socket.closed()]));
    const start = clock.now();
    expect(await moderator.ask({ action: 'ban', userId: sub })).toMatchObject({ type: 'done' });
    for (const [bye] of await Promise.all(ends)) expect(bye.reason).toBe('banned');
    expect(clock.now() - start).toBeLessThan(BAN);
  });
});

describe('a connection whose end is not reported', () => {
  it('keeps nothing from the others, and its user comes back to all of it', async () => {
    const [sub, room] = [visit.unique(), visit.unique()];
    const lost = await visit.connect(visit.mint({ sub }));
    const other = await visit.connect(visit.mint());
    for (const socket of [lost, other]) await socket.ask({ action: 'joinRoom', room });
    const seen = await lost.ask({ action: 'sendMessage', room, text: 'before' });
    assert.ok(seen.type === 'ack');
    isDisconnectLost = true;
    const ended = lost.closed();
    lost.kill();
    await ended;
    const missed = await other.ask({ action: 'sendMessage', room, text: 'meanwhile' });
    assert.ok(missed.type === 'ack');
    await other.next('messages', ({ messages }) => messages.some(({ seq }) => seq === missed.seq));
    expect(await target.inside?.rowsOf(sub)).toBe(1);
    const back = await visit.connect(visit.mint({ sub }));
    const after = { epoch: seen.epoch, seq: seen.seq };
    expect(await back.ask({ action: 'joinRoom', room, after })).toMatchObject({
      recovered: true,
      messages: [{ seq: missed.seq, text: 'meanwhile' }],
    });
    isDisconnectLost = false;
  });
});

describe('a muted user and a slow room', () => {
  it('are told how long to wait', async () => {
    const moderator = await visit.connect(visit.mint({ roles: ['moderator'] }));
    const [muted, slow] = [visit.unique(), visit.unique()];
    const room = visit.unique();
    await moderator.ask({ action: 'mute', userId: muted });
    await moderator.ask({ action: 'slowMode', room, interval: 3_600_000 });
    const silenced = await visit.connect(visit.mint({ sub: muted }));
    expect(await silenced.ask({ action: 'sendMessage', text: 'hi' })).toMatchObject({ code: 'muted' });
    const hasty = await visit.connect(visit.mint({ sub: slow }));
    await hasty.ask({ action: 'joinRoom', room });
    expect(await hasty.ask({ action: 'sendMessage', room, text: 'one' })).toMatchObject({ type: 'ack' });
    const second = await hasty.ask({ action: 'sendMessage', room, text: 'two' });
    expect(second).toMatchObject({ code: 'rate_limited', retryable: true });
  });
});

describe('a handshake', () => {
  it('is refused to the connection that is one too many', async () => {
    const token = visit.mint();
    await visit.connect(token);
    await visit.connect(token);
    await assert.rejects(visit.connect(token), (error) => error instanceof Refused && error.status === 429);
  });

  it('is refused to web pages that are not allowed', async () => {
    const headers = { Authorization: visit.mint() };
    await visit.open({ headers: { ...headers, Origin: 'https://chat.example.com' } });
    const otherOrigin = visit.open({ headers: { ...headers, Origin: 'https://evil.example' } });
    await assert.rejects(otherOrigin, (error) => error instanceof Refused && error.status === 403);
  });
});
