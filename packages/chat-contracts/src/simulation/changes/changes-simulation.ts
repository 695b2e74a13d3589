import {
  createChat,
  deliverEach,
  isChatError,
  isMessagesEvent,
  LIMITS,
  LOBBY,
  type Chat,
  type MessageGateway,
  type MessageRepository,
  type PostOutcome,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  inMemoryStores,
  intercept,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import { Scheduler, type Gate } from '../scheduler.js';
import { ChangingClient, type Pending, type Target } from './changing-client.js';
import type { ChangesStores } from './changes-stores.js';

/** Codes that end a request: the message is deleted, or has expired, and then is none of one's own either. */
const FINAL = new Set(['message_not_found', 'forbidden']);
/** Codes after which a request is sent again. */
const RETRYABLE = new Set(['unavailable']);

/** Positions of a page. */
const PAGE = 3;

/** Runs a request of a client. */
type Act = (
  chat: Chat,
  caller: { readonly connectionId: string; readonly identity: Identity },
) => Promise<void>;
type Identity = ReturnType<typeof identityOf>;

/**
 * Two devices of one user and one of another send, edit and delete messages and react to them, in a chat in which every port
 * call waits for the scheduler. All have to end with the same messages, texts and reactions.
 */
export class ChangesSimulation {
  readonly scheduler = new Scheduler();
  readonly clients = ['ada', 'ada', 'bob'].map((userId) => new ChangingClient(userId));
  /** Messages that were acknowledged. */
  readonly targets: Target[] = [];
  /** The texts that were given to a message, first or by an edit: by client message id, and whose they are. */
  readonly texts = new Map<string, { readonly text: string; readonly target: string | null }>();
  /** Requests that were acknowledged, with the position of each. */
  readonly acknowledged = new Map<string, { readonly epoch: string; readonly seq: number }>();
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #ids = new SequentialIds();
  readonly #moderation: ReturnType<typeof inMemoryStores>['moderation'];

  constructor(readonly stores: ChangesStores) {
    this.#moderation = inMemoryStores(stores.clock).moderation;
  }

  get clock(): ManualClock {
    return this.stores.clock;
  }

  connect(client: ChangingClient): Promise<void> {
    const connectionId = this.#ids.next();
    return this.#invoke('connect', client, async (chat, caller) => {
      await chat.connect.execute({ ...caller, connectionId });
      client.connectionId = connectionId;
    });
  }

  say(client: ChangingClient): Promise<void> {
    return this.#request(client, (id) => ({ kind: 'message', text: `text of ${id}` }));
  }

  /** Edits one of the client's own messages. */
  edit(client: ChangingClient, index: number): Promise<void> {
    const target = this.#target(index, client.userId);
    if (target === null) return Promise.resolve();
    return this.#request(client, (id) => ({ kind: 'edit', target, text: `text of ${id}` }));
  }

  react(client: ChangingClient, index: number, how: number): Promise<void> {
    const target = this.#target(index);
    if (target === null) return Promise.resolve();
    const reaction = how % 4 < 2 ? '👍' : '👎';
    return this.#request(client, () => ({ kind: 'reaction', target, reaction, on: how % 2 === 0 }));
  }

  /** Deletes one of the client's own messages. */
  delete(client: ChangingClient, index: number): Promise<void> {
    const target = this.#target(index, client.userId);
    if (target === null) return Promise.resolve();
    return this.#request(client, () => ({ kind: 'deletion', target }));
  }

  /** Sends again what has no final answer, though the first attempt may still be under way. */
  retry(client: ChangingClient, index: number): Promise<void> {
    const ids = [...client.pending.keys()];
    const id = ids[index % Math.max(1, ids.length)];
    return id === undefined ? Promise.resolve() : this.#send(client, id);
  }

  /** Asks for what is after the cursor, or for the end of the log. */
  after(client: ChangingClient): Promise<void> {
    const { cursor } = client;
    const after = cursor ?? { epoch: 'none', seq: 0 };
    return this.#invoke('after', client, async (chat, caller) => {
      client.catchUp(await chat.listMessages.execute({ ...caller, after, limit: PAGE }), cursor);
    });
  }

  /** Asks for what is before the start. */
  before(client: ChangingClient): Promise<void> {
    const { cursor, start, pagesBack } = client;
    if (cursor === null || !pagesBack) return Promise.resolve();
    const before = { epoch: cursor.epoch, seq: start + 1 };
    return this.#invoke('before', client, async (chat, caller) => {
      client.lookBack(await chat.listMessages.execute({ ...caller, before, limit: PAGE }), before);
    });
  }

  /** An operator starts a new epoch. */
  async startEpoch(): Promise<void> {
    const { heads } = this.stores;
    if ((await heads.find(LOBBY)) !== null) await heads.startEpoch(LOBBY, this.#ids.next());
  }

  #target(index: number, userId?: string): Target | null {
    const mine = this.targets.filter((target) => userId === undefined || target.userId === userId);
    return mine[index % Math.max(1, mine.length)] ?? null;
  }

  #request(client: ChangingClient, make: (id: string) => Pending): Promise<void> {
    const id = this.#ids.next();
    const request = make(id);
    client.pending.set(id, request);
    if ('text' in request) {
      const target = request.kind === 'edit' ? request.target.id : null;
      this.texts.set(id, { text: request.text, target });
    }
    return this.#send(client, id);
  }

  #send(client: ChangingClient, clientMessageId: string): Promise<void> {
    const request = client.pending.get(clientMessageId);
    if (request === undefined) return Promise.resolve();
    const end = () => client.pending.delete(clientMessageId);
    return this.#invoke(
      request.kind,
      client,
      async (chat, caller) => {
        const receipt = await carryOut(chat, { ...caller, clientMessageId }, request);
        if (receipt !== null && end()) {
          this.acknowledged.set(clientMessageId, receipt);
          const { seq, id } = receipt;
          if (request.kind === 'message') this.targets.push({ seq, id, userId: client.userId });
        }
        end();
      },
      end,
    );
  }

  #invoke(name: string, client: ChangingClient, act: Act, refused = (): unknown => undefined): Promise<void> {
    const caller = { connectionId: client.connectionId ?? 'none', identity: identityOf(client.userId) };
    return this.scheduler.start(name, async (gate) => {
      try {
        await act(this.#chat(gate), caller);
      } catch (error) {
        if (isChatError(error) && FINAL.has(error.code)) refused();
        else if (!isChatError(error) || !RETRYABLE.has(error.code)) {
          this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
        }
      }
    });
  }

  #chat(gate: Gate): Chat {
    const { eventQueue } = this.stores;
    const { connections, heads, messages, inject = (port: MessageRepository) => port } = this.stores;
    return createChat(
      {
        connections: intercept(connections, gate),
        heads: intercept(heads, gate),
        messages: inject(intercept(messages, gate)),
        eventQueue: eventQueue && intercept(eventQueue, gate),
        gateway: this.#gateway(gate),
        moderation: this.#moderation,
        clock: this.clock,
        ids: this.#ids,
        digest: new PlainDigest(),
        logger: new RecordingLogger(),
      },
      { retention: LIMITS.retentionMinimum },
    );
  }

  /** The sockets: each post waits at the gate. */
  #gateway(gate: Gate): MessageGateway {
    return {
      probe: async () => 'unknown',
      disconnect: async () => undefined,
      deliver: (event, recipients, options) => {
        const post = async ({ connectionId }: { readonly connectionId: string }): Promise<PostOutcome> => {
          let outcome: PostOutcome = { outcome: 'gone', reason: 'gone' };
          const proceed = async (): Promise<void> => {
            const client = this.clients.find((one) => one.connectionId === connectionId);
            if (client === undefined) return;
            outcome = { outcome: 'delivered' };
            if (isMessagesEvent(event)) client.receive(event);
          };
          await gate({ method: 'post', args: [connectionId], proceed });
          return outcome;
        };
        return deliverEach(recipients, post, { ...options, time: this.clock, window: 1 });
      },
    };
  }
}

/** Returns the receipt; `null` for a deletion, which has none. */
async function carryOut(
  chat: Chat,
  caller: { readonly connectionId: string; readonly identity: Identity; readonly clientMessageId: string },
  request: Pending,
) {
  if (request.kind === 'message') return chat.sendMessage.execute({ ...caller, ...request });
  const { seq, id } = request.target;
  if (request.kind === 'edit') return chat.editMessage.execute({ ...caller, seq, id, text: request.text });
  if (request.kind === 'reaction') {
    const { reaction, on } = request;
    return chat.react.execute({ ...caller, seq, id, reaction, on });
  }
  await chat.moderation?.deleteMessage.execute({ ...caller, seq, id });
  return null;
}
