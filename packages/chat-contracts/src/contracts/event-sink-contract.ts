import { chatEventOf, type ChatEvent, type EventSink, type Message } from '@serverless-ws/chat-domain';
import { contractOf, type Closable, type Contract } from './contract.js';
import { must, mustEqual } from './expectation.js';
import { ODD_ROOMS, upTo } from './sample.js';

/** An event as its consumer gets it. */
export type ReceivedEvent = Omit<ChatEvent, 'entry' | 'type'> & {
  readonly type: string;
  readonly entry: { readonly seq: number; readonly id: string; readonly text?: string };
};

/** What the contract of {@link EventSink} needs. What the adapter does not promise goes into `lacks`. */
export interface EventSinkHarness extends Closable {
  readonly sink: EventSink;
  /** What consumers have got so far, in the order in which they got it. */
  received(): Promise<readonly ReceivedEvent[]> | readonly ReceivedEvent[];
  /** From now on the target takes nothing, or takes everything again; else it lacks `outage`. */
  setDown?(isDown: boolean): Promise<void> | void;
  /** The target takes the first events of the next call and not the one at this place; else it lacks `partial`. */
  refuseOnce?(place: number): Promise<void> | void;
}

/** Texts may hold what SQS does not take as it is. */
const TEXT = 'hi\n"you" \u{1f389} \uffff';

function event(room: string, seq: number): ChatEvent {
  const sender = { id: 'ada', name: 'Ada "Ä"' };
  const at = Date.UTC(2_026, 0) + seq;
  const message: Message = {
    ...{ kind: 'message', id: `${room}-${seq}`, seq, reservedAt: at, expiresAt: at + 86_400_000 },
    ...{ sender, text: TEXT },
  };
  return chatEventOf({ room, epoch: 'e1' }, message);
}

/** The positions of a room in the order of their first delivery. */
function seqsOf(received: readonly ReceivedEvent[], room: string): readonly number[] {
  return [...new Set(received.filter((one) => one.room === room).map(({ entry }) => entry.seq))];
}

/** Everything that `EventSink` guarantees. */
export const eventSinkContract: Contract<EventSinkHarness> = contractOf('EventSink', [
  {
    title: 'delivers events unchanged',
    async run({ sink, received }) {
      const events = ODD_ROOMS.map((room, index) => event(room, index + 1));
      for (const one of events) await sink.deliver([one]);
      const got = await received();
      for (const { id, type, room, epoch, sentAt, entry } of events) {
        const found = got.find((one) => one.id === id);
        must(found !== undefined, `deliver() lost the event ${id}`);
        const { entry: shown, ...fields } = found;
        mustEqual(fields, { id, type, room, epoch, sentAt }, 'deliver() must not change an event');
        const { seq, id: messageId, text } = shown;
        mustEqual(
          { seq, messageId, text },
          { seq: entry.seq, messageId: entry.id, text: TEXT },
          'nor its entry',
        );
      }
    },
  },
  {
    title: 'accepts no events, and more than fit into one request of a vendor',
    async run({ sink, received }) {
      await sink.deliver([]);
      await sink.deliver(upTo(32).map((seq) => event('lobby', seq)));
      const seqs = [...seqsOf(await received(), 'lobby')].sort((a, b) => a - b);
      mustEqual(seqs, upTo(32), 'deliver() lost some of 32 events: send as many requests as they take');
    },
  },
  {
    title: 'keeps the order of a room',
    needs: 'order',
    async run({ sink, received }) {
      await sink.deliver(upTo(12).map((seq) => event('lobby', seq)));
      await sink.deliver([event('tea', 1)]);
      for (const seq of [13, 14, 15]) await sink.deliver([event('lobby', seq)]);
      mustEqual(seqsOf(await received(), 'lobby'), upTo(15), 'events of a room came out of order');
    },
  },
  {
    title: 'keeps the order of a room where some of a call were not taken',
    needs: 'partial',
    async run(harness) {
      await harness.refuseOnce?.(3);
      const events = upTo(6).map((seq) => event('lobby', seq));
      await harness.sink.deliver(events).catch(() => harness.sink.deliver(events));
      mustEqual(
        seqsOf(await harness.received(), 'lobby'),
        upTo(6),
        'an event overtook one that was not taken: send none of a room before the last one is taken',
      );
    },
  },
  {
    title: 'rejects with unavailable while its target is down, and delivers after that',
    needs: 'outage',
    async run(harness) {
      await harness.setDown?.(true);
      const code = await harness.sink.deliver([event('lobby', 1)]).then(
        () => 'taken',
        (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
      );
      mustEqual(code, 'unavailable', 'deliver() must reject with unavailable where nothing was stored');
      await harness.setDown?.(false);
      await harness.sink.deliver([event('lobby', 1)]);
      mustEqual(seqsOf(await harness.received(), 'lobby'), [1], 'deliver() must deliver again after that');
    },
  },
]);
