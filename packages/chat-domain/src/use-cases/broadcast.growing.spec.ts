import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../model/limits.js';
import { identityOf, InMemoryBroadcastQueue, inMemoryChat } from '../in-memory/index.js';
import { isMessagesEvent } from '../model/server-event.js';

const ROUNDS = 5;
const NEWCOMERS = 700;

function fixture() {
  const queue = new InMemoryBroadcastQueue();
  const store = inMemoryChat({ queue });
  const { chat, gateway, heads, worker } = store;
  const caller = (connectionId: string) => ({ connectionId, identity: identityOf('ada') });
  const come = async (id: string) => {
    await chat.connect.execute(caller(id));
    await chat.joinRoom.execute({ ...caller(id), room: 'tea' });
  };
  const go = (id: string) => chat.leaveRoom.execute({ ...caller(id), room: 'tea' });
  const say = (id: string, text: string) =>
    chat.sendMessage.execute({ ...caller(id), kind: 'message', room: 'tea', text, clientMessageId: text });
  const work = () => queue.drain((job) => worker.execute(job));
  const shards = async () => (await heads.find('tea'))?.shards;
  const heard = (id: string) =>
    gateway
      .received(id)
      .flatMap((event) => (isMessagesEvent(event) && event.room === 'tea' ? event.entries : []))
      .map(({ seq }) => seq);
  return { come, go, say, work, shards, heard };
}

const named = (group: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${group}-${index}`);

describe('a room with workers', () => {
  it('grows while members join, leave and send, and those who stay receive everything once', async () => {
    const { come, go, say, work, shards, heard } = fixture();
    const stayers = named('stayer', LIMITS.membersPerShard + 1);
    await Promise.all(stayers.map(come));
    for (let round = 1; round <= ROUNDS; round += 1) {
      const newcomers = named(`round-${round}`, NEWCOMERS);
      const leavers = round === 1 ? [] : named(`round-${round - 1}`, NEWCOMERS / 7);
      await Promise.all([
        ...newcomers.map(come),
        ...leavers.map(go),
        say('stayer-0', `round-${round}`),
        work(),
      ]);
      await work();
    }
    const all = Array.from({ length: ROUNDS }, (_, index) => index + 1);

    expect(new Set(stayers.map((id) => heard(id).join()))).toEqual(new Set([all.join()]));
    // 2,001 and 5 × 700 joined, 4 × 100 left: more than two shards hold, and less than four.
    expect(await shards()).toBe(4);
  });

  it('does not grow while no more join, also where its first shard holds all who joined before it grew', async () => {
    const { come, say, work, shards } = fixture();
    await Promise.all(named('early', LIMITS.membersPerShard + 1).map(come));
    for (let round = 1; round <= ROUNDS; round += 1) {
      await say('early-0', `round-${round}`);
      await work();
    }

    expect(await shards()).toBe(2);
  });
});
