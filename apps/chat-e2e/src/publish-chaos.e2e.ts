import { afterEach, describe, expect, it } from '@jest/globals';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { PublishingBackend } from '@serverless-ws/scenarios/publishing-backend.js';

/** Calls of ten messages each: five hundred where there is the time for them. */
const CALLS = process.env['FULL_SIZE'] === '1' ? 500 : 20;
const BATCH = 10;
const CALLERS = 8;
/** Every how many calls the function is killed in the middle of what it does, and an answer is thrown away. */
const [KILLS, LOST_ANSWERS] = [9, 7];

const as = { id: 'orders', name: 'Orders' };
const POISON = { text: 'poison', as: { id: 'orders' } };
const rooms = ['tea', 'milk', 'private.board'];

let stack: LocalStack;
let backend: PublishingBackend;
/** Invocations that are still to be killed. */
let due = 0;

/** Kills the function in the middle of what it does, where that is due. */
function onInvoke(): void {
  if (due === 0) return;
  due -= 1;
  setImmediate(() => void stack.crash('publish'));
}

afterEach(async () => {
  backend.close();
  await stack.close();
});

/** The messages of a call: each names itself, and every third call has one that is poison. */
function request(call: number) {
  const messages = Array.from({ length: BATCH }, (_, index) => {
    const name = `${call}.${index}`;
    if (call % 3 === 0 && index === 4) return POISON;
    return { room: rooms[index % rooms.length], text: name, as, clientMessageId: `o-${name}` };
  });
  return { messages };
}

/** Publishes a call until each of its messages has a result that no retry would change; every result is returned. */
async function publish(call: number): Promise<readonly (readonly unknown[])[]> {
  const received: (readonly unknown[])[] = [];
  let isAnswerLost = call % LOST_ANSWERS === 0;
  if (call % KILLS === 0) due += 1;
  for (;;) {
    const response = await backend.invoke(request(call)).catch(() => null);
    if (response === null || !('results' in response)) continue;
    received.push(response.results);
    const isDone = response.results.every((result) => !('error' in result) || !result.error.retryable);
    if (isDone && !isAnswerLost) return received;
    isAnswerLost = false;
  }
}

/** The place of each message that was acknowledged, over all results of a call. */
function placesOf(results: readonly (readonly unknown[])[]): ReadonlyMap<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const { clientMessageId, room, epoch, seq, id } of results.flat().map(Object)) {
    if (clientMessageId === undefined) continue;
    const known = places.get(clientMessageId) ?? new Set();
    places.set(clientMessageId, known.add(JSON.stringify([room, epoch, seq, id])));
  }
  return places;
}

describe('a backend whose function is killed, and that loses answers', () => {
  it(`publishes each of ${CALLS * BATCH} messages once, in one place, and refuses what is poison`, async () => {
    let kills = 0;
    stack = await startLocalStack({
      coldStart: true,
      onInvoke,
      onInvoked: (_, { failed }) => (kills += failed ? 1 : 0),
    });
    backend = new PublishingBackend(stack);
    const calls = Array.from({ length: CALLS }, (_, call) => call);
    const results: (readonly (readonly unknown[])[])[] = [];
    await Promise.all(
      Array.from({ length: CALLERS }, async () => {
        for (let call = calls.shift(); call !== undefined; call = calls.shift())
          results[call] = await publish(call);
      }),
    );
    const expected = Array.from({ length: CALLS }, (_, call) => request(call).messages)
      .flat()
      .filter((message) => message !== POISON)
      .map(({ text }) => text);
    const stored = (await Promise.all(rooms.map((room) => backend.texts(room)))).flat();
    expect(stored.toSorted()).toEqual(expected.toSorted());
    expect(results.flatMap((of) => [...placesOf(of).values()]).filter((places) => places.size !== 1)).toEqual(
      [],
    );
    const refused = results.map((of) => of.at(-1)?.filter((result) => 'error' in Object(result)));
    const poison = { error: { code: 'bad_request', message: '"as.name" is missing.', retryable: false } };
    expect(refused).toEqual(results.map((_, call) => (call % 3 === 0 ? [poison] : [])));
    expect(kills).toBeGreaterThanOrEqual(Math.ceil(CALLS / KILLS));
  });
});
