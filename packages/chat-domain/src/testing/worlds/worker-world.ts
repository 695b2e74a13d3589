import type { ServerEvent } from '../../model/server-event.js';
import type { BroadcastJob } from '../../ports/broadcast-queue.js';
import { identityOf, inMemoryChat } from './in-memory-chat.js';
import { LogScribe } from './log-scribe.js';

/** A job for the one shard of {@link workerWorld}. */
export const job = (seq: number, epoch = 'e'): BroadcastJob => ({
  room: 'tea',
  shard: 0,
  epoch,
  seqs: [seq],
});

/** A room with one member, whose log is written by hand and broadcast by a worker. */
export async function workerWorld() {
  const store = inMemoryChat();
  const log = new LogScribe(store.messages, store.clock);
  await log.head();
  const caller = { connectionId: 'a', identity: identityOf('ada') };
  const come = async () => {
    await store.chat.connect.execute(caller);
    await store.chat.joinRoom.execute({ ...caller, room: 'tea' });
  };
  await come();
  const frames = () => store.gateway.received('a').map(seqs);
  const cursor = () => store.cursors.load('tea', 0);
  return { ...store, log, come, frames, cursor };
}

function seqs(event: ServerEvent): readonly number[] {
  return event.type === 'messages' ? event.entries.map(({ seq }) => seq) : [];
}
