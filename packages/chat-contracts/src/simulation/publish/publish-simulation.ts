import {
  createChat,
  deliverEach,
  isChatError,
  isMessagesEvent,
  LOBBY,
  type Chat,
  type MessageGateway,
  type MessageRepository,
  type PostOutcome,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  intercept,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import { Scheduler, type Gate } from '../scheduler.js';
import { FickleReview } from './fickle-review.js';
import { PublishOracle } from './publish-oracle.js';
import type { PublishPorts, PublishStores } from './publish-stores.js';
import { textOf, type SentMessage } from './sent-message.js';

/** A room in which nothing is accepted that was not reviewed. */
export const REVIEWED_ROOM = 'private.shop';

const NAME = 'orders';
const USER = { connectionId: 'user', identity: identityOf(NAME) };
const LISTENER = {
  connectionId: 'listener',
  identity: identityOf('bob', { roles: [`room:${REVIEWED_ROOM}`] }),
};

/** Messages that a call carries at most. */
const MOST = 10;

/**
 * A backend publishes in batches, beside a user who has its id and uses its client message ids, under a review that decides
 * otherwise each time: in a chat in which every port call, and every question to the review, waits for the scheduler.
 */
export class PublishSimulation {
  readonly scheduler = new Scheduler();
  readonly review = new FickleReview();
  readonly oracle = new PublishOracle(this.review, [REVIEWED_ROOM]);
  /** What was sent, by whom it was sent together. */
  readonly batches: (readonly SentMessage[])[] = [];
  readonly #ids = new SequentialIds();
  readonly #messages: MessageRepository;

  constructor(readonly stores: PublishStores) {
    this.#messages = this.oracle.watch(stores.messages);
  }

  get clock(): ManualClock {
    return this.stores.clock;
  }

  /** The user, and one who listens. */
  connect(): Promise<void> {
    return this.#invoke('connect', async (chat) => {
      await chat.connect.execute(USER);
      await chat.connect.execute(LISTENER);
      await chat.joinRoom.execute({ ...LISTENER, room: REVIEWED_ROOM });
    });
  }

  /** A new batch of so many messages, to the lobby and to the room in which reviews are required. */
  publish(count: number): Promise<void> {
    const batch = Array.from({ length: 1 + (count % MOST) }, (_, index) => {
      const room = index % 2 === 0 ? LOBBY : REVIEWED_ROOM;
      return { by: 'service' as const, room, id: this.#ids.next(), outcomes: new Set<string>() };
    });
    return this.#send(batch);
  }

  /** The user sends a message of their own under an id that the backend has used. */
  say(index: number): Promise<void> {
    const used = this.batches.flat().filter(({ by }) => by === 'service');
    const id = used[index % Math.max(1, used.length)]?.id;
    if (id === undefined || this.batches.flat().some((sent) => sent.by === 'user' && sent.id === id))
      return Promise.resolve();
    return this.#send([{ by: 'user', room: LOBBY, id, outcomes: new Set<string>() }]);
  }

  /** Sends a whole batch again, though an earlier attempt may still be under way. */
  retry(index: number): Promise<void> {
    const batch = this.batches[index % Math.max(1, this.batches.length)];
    return batch === undefined ? Promise.resolve() : this.#attempt(batch);
  }

  #send(batch: readonly SentMessage[]): Promise<void> {
    this.batches.push(batch);
    return this.#attempt(batch);
  }

  #attempt(batch: readonly SentMessage[]): Promise<void> {
    return this.#invoke('publish', async (chat) => {
      for (const message of batch) await this.#settle(message, () => this.#request(chat, message));
    });
  }

  async #request(chat: Chat, message: SentMessage): Promise<string> {
    const { by, room, id: clientMessageId } = message;
    const content = { room, text: textOf(message), clientMessageId };
    if (by === 'service') {
      const { seq, id } = await chat.publishMessage.execute({ ...content, as: { id: NAME, name: NAME } });
      return `${room}/${seq}/${id}`;
    }
    const own = { ...USER, ...content, kind: 'message', echo: false } as const;
    const { seq, id, entry } = await chat.sendMessage.execute(own);
    if (entry !== undefined) this.oracle.show(room, entry);
    return `${room}/${seq}/${id}`;
  }

  /** Notes how an attempt ends, unless it may be tried again. */
  async #settle({ outcomes }: SentMessage, request: () => Promise<string>): Promise<void> {
    try {
      outcomes.add(await request());
    } catch (error) {
      if (!isChatError(error)) throw error;
      if (!error.retryable) outcomes.add(`${error.code}: ${error.message}`);
    }
  }

  #invoke(name: string, act: (chat: Chat) => Promise<void>): Promise<void> {
    return this.scheduler.start(name, async (gate) => {
      try {
        await act(this.#chat(gate));
      } catch (error) {
        if (!isChatError(error))
          this.oracle.broken ??= new BrokenPromise('unexpected failure', { cause: error });
      }
    });
  }

  #chat(gate: Gate): Chat {
    const { connections, heads, inject = (ports: PublishPorts) => ports } = this.stores;
    const ports = inject({
      messages: intercept(this.#messages, gate),
      review: intercept(this.review, gate),
    });
    const parts = {
      clock: this.clock,
      ids: this.#ids,
      digest: new PlainDigest(),
      logger: new RecordingLogger(),
    };
    return createChat(
      {
        ...{ ...parts, ...ports, gateway: this.#gateway(gate) },
        connections: intercept(connections, gate),
        heads: intercept(heads, gate),
      },
      { reviewRequired: ['private'] },
    );
  }

  /** The sockets: each post waits at the gate. */
  #gateway(gate: Gate): MessageGateway {
    return {
      probe: async () => 'unknown',
      disconnect: async () => undefined,
      deliver: (event, recipients, options) => {
        const post = async ({ connectionId }: { readonly connectionId: string }): Promise<PostOutcome> => {
          const proceed = async (): Promise<void> => {
            if (!isMessagesEvent(event)) return;
            for (const entry of event.entries) this.oracle.show(event.room, entry);
          };
          await gate({ method: 'post', args: [connectionId], proceed });
          return { outcome: 'delivered' };
        };
        return deliverEach(recipients, post, { ...options, time: this.clock, window: 1 });
      },
    };
  }
}
