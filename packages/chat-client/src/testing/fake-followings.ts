import type { ServerFrameOf } from '@serverless-ws/chat-protocol';
import type { FakeRoom } from './fake-room.js';

type Listed = ServerFrameOf<'rooms'>['rooms'][number];

/** The rooms that the user of the client follows on the fake server, and how far each is read. */
export class FakeFollowings {
  readonly #reads = new Map<FakeRoom, number>();

  /** What the room had before does not count as unread. */
  follow(room: FakeRoom): void {
    if (!this.#reads.has(room)) this.#reads.set(room, room.head);
  }

  /** The mark moves only forward. @returns whether the position is one of the log */
  read(room: FakeRoom, { epoch, seq }: { readonly epoch: string; readonly seq: number }): boolean {
    if (epoch !== room.epoch || seq > room.head) return false;
    this.#reads.set(room, Math.max(seq, this.#reads.get(room) ?? 0));
    return true;
  }

  /** @param directs - direct rooms are followed as soon as they have a message */
  list(directs: readonly FakeRoom[]): Listed[] {
    const all = new Set([...this.#reads.keys(), ...directs.filter(({ head }) => head > 0)]);
    return [...all].map((room) => {
      const { name, peer, epoch, head } = room;
      const read = this.#reads.get(room) ?? 0;
      const isUnread = ({ sender, kind }: { sender: { id: string }; kind: string }) =>
        sender.id !== 'ada' && ['message', 'deleted'].includes(kind);
      const unread = room.positions.slice(read).filter((entry) => entry !== null && isUnread(entry)).length;
      return { room: name, ...(peer !== undefined && { with: peer }), epoch, head, read, unread };
    });
  }
}
