import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { readPrices } from '@serverless-ws/cost/read-prices.js';
import { PricedStack, type Priced } from './priced-stack.js';

const prices = readPrices(readFileSync(join(workspaceRoot, 'packages/chat-protocol/PROTOCOL.md'), 'utf8'));
const room = 'tea';

let stack: PricedStack;
/** Where the client is in the lobby: what it says after each handshake. */
let after: object;
const measured = new Map<string, Priced>();
/** What a message that becomes an event sends to queues: notifications, and events. */
let sent: readonly number[];

/** One of each, by Ada, who is an admin; Bob and Cat are in the room, too. In this order: each finds what it needs. */
const FRAMES: readonly (() => object)[] = [
  () => ({ action: 'joinRoom', room }),
  () => ({ action: 'joinRoom', room: 'lobby', after }),
  () => ({ action: 'sendMessage', room, text: 'hello', clientMessageId: 'a' }),
  () => ({ action: 'announce', text: 'hello', clientMessageId: 'b' }),
  () => ({ action: 'listMessages', room }),
  () => ({ action: 'ping' }),
  () => ({ action: 'signal', room, event: 'typing', data: true }),
  () => ({ action: 'who', room }),
  () => ({ action: 'markRead', room, upTo: stack.lastMessage }),
  () => ({ action: 'listRooms' }),
  () => ({ action: 'browseRooms' }),
  () => ({ action: 'editMessage', room, ...stack.lastMessage, text: 'hello?', clientMessageId: 'c' }),
  () => ({ action: 'react', room, ...stack.lastMessage, reaction: '👍', clientMessageId: 'd' }),
  () => ({ action: 'report', room, ...stack.lastMessage }),
  () => ({ action: 'deleteMessage', room, ...stack.lastMessage }),
  () => ({ action: 'block', userId: 'cat' }),
  () => ({ action: 'unblock', userId: 'cat' }),
  () => ({ action: 'invite', room: 'private.board', userId: 'bob' }),
  () => ({ action: 'mute', userId: 'bob' }),
  () => ({ action: 'slowMode', room, interval: 30_000 }),
  () => ({ action: 'leaveRoom', room }),
  () => ({ action: 'kick', userId: 'bob' }),
  () => ({ action: 'ban', userId: 'cat' }),
];

beforeAll(async () => {
  stack = await PricedStack.open();
  const ada = await stack.connect('ada', ['admin']);
  for (const name of ['bob', 'cat']) {
    const socket = await stack.connect(name, []);
    await socket.ask({ action: 'joinRoom', room });
  }
  const measure = async (name: string, work: () => Promise<void>) =>
    measured.set(name, await stack.measure(work, prices.get(name)?.calls ?? 1));
  await measure('$connect', async () => void (await stack.connect('dan', [])));
  await measure('$disconnect', async () => stack.disconnect('dan'));
  // A container of its own, and the room is one whose size it knows.
  await stack.publish({ room, text: 'warm' });
  await measure('publish', () => stack.publish({ room, text: 'Order 7 is packed.', clientMessageId: 'o-7' }));
  // Containers that have run before, and rooms whose rules they know: for ten seconds, so right before.
  await ada.ask({ action: 'joinRoom', room });
  for (const frame of [
    { action: 'sendMessage', room, text: 'warm' },
    { action: 'announce', text: 'warm' },
  ])
    await ada.ask(frame);
  await ada.ask({ action: 'leaveRoom', room });
  const lobby = await ada.ask({ action: 'joinRoom', room: 'lobby' });
  if (lobby.type === 'joined') after = { epoch: lobby.epoch, seq: lobby.through };
  for (const frameOf of FRAMES) {
    const frame: { action?: string } = frameOf();
    const name = frame.action ?? '';
    await measure(measured.has(name) ? `${name} again` : name, () => stack.ask(ada, frame));
  }
  await stack.turnEventsOn();
  const eve = await stack.connect('eve', []);
  const say = () => stack.ask(eve, { action: 'sendMessage', text: 'hello' });
  // By a function that has run before, in a room that it has a cursor of.
  await stack.measureEvent(say);
  const before = stack.sent();
  measured.set('event', await stack.measureEvent(say));
  sent = stack.sent().map((count, at) => count - (before[at] ?? 0));
});

afterAll(() => stack.close());

it('every price in PROTOCOL.md is what the local stack meters', () => {
  const said = [...prices].map(([name, price]) => [name, price]);
  const found = [...prices].map(([name, { posts }]) => {
    const { people, ...units } = measured.get(name) ?? { people: 0 };
    return [name, { ...units, posts: posts === 'each' && people > 0 ? 'each' : people }];
  });
  expect(found).toEqual(said);
});

it('an event is one notification and one message of the queue that it goes to', () => {
  expect(sent).toEqual([1, 1]);
});
