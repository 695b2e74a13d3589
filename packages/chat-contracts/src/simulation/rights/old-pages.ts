import { broadcastShardOf, type MessageGateway, type WorkerPorts } from '@serverless-ws/chat-domain';
import { InMemoryShardCursorRepository } from '@serverless-ws/chat-domain/in-memory';

/** The gateway where something happens before it gets the page of members of this number. */
export function delayed(
  gateway: MessageGateway,
  number: number,
  meanwhile: () => Promise<void>,
): MessageGateway {
  async function* late<Page>(pages: AsyncIterable<Page>) {
    let count = 0;
    for await (const page of pages) {
      if (count === number) await meanwhile();
      count += 1;
      yield page;
    }
  }
  return {
    deliver: (event, pages, options) => gateway.deliver(event, late(pages), options),
    disconnect: (connectionId) => gateway.disconnect(connectionId),
    probe: (recipient, options) => gateway.probe(recipient, options),
  };
}

/** What a worker sends that begins with the newest position of a room of one shard. */
export async function broadcastNewest(ports: Omit<WorkerPorts, 'cursors'>, room: string): Promise<void> {
  const head = await ports.messages.head(room);
  if (head === null) throw new TypeError(`A message was sent to ${room}.`);
  const worker = broadcastShardOf({ ...ports, cursors: new InMemoryShardCursorRepository() });
  await worker.execute({ room, shard: 0, epoch: head.epoch, seqs: [head.seq] });
}
