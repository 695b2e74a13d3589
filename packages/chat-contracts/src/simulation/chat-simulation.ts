import { createChat, isChatError, logWriterOf } from '@serverless-ws/chat-domain';
import type { Chat, SendReceipt } from '@serverless-ws/chat-domain';
import { identityOf, SequentialIds, type ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../contracts/expectation.js';
import { Oracle } from './oracle.js';
import { Scheduler, type Gate, type Invocation, type Verdict } from './scheduler.js';
import { SimulatedClient, type Next } from './simulated-client.js';
import { simulatedDeletion } from './simulated-deletion.js';
import { SimulatedNetwork, type Present } from './simulated-network.js';
import { simulatedPorts, type SimulatedPorts } from './simulated-ports.js';
import { SimulatedQueue } from './simulated-queue.js';
import { ROOM, SimulatedRoom } from './simulated-room.js';
import type { SimulatedStores } from './simulated-stores.js';
import { SimulatedWorkers } from './simulated-workers.js';

/** Codes that a client which keeps to the protocol may get when calls fail. */
const EXPECTED = new Set(['unavailable', 'connection_gone', 'not_joined', 'forbidden', 'message_not_found']);

/**
 * Some clients and a chat in which every port call waits for the scheduler, so that whatever can happen between two of
 * them does: crashes, frozen invocations that resume late, responses that are lost, time that passes.
 */
export class ChatSimulation {
  readonly scheduler = new Scheduler();
  readonly clients: readonly SimulatedClient[];
  readonly oracle: Oracle;
  readonly network: SimulatedNetwork;
  readonly room: SimulatedRoom;
  /** In a simulation with cursors; without, nothing is batched. */
  readonly workers: SimulatedWorkers | null;
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #ids = new SequentialIds();
  readonly #ports: (gate: Gate) => SimulatedPorts;
  readonly #stores: SimulatedStores;
  /** Messages that were sent: every other one without echo, also where it is sent again. */
  #sent = 0;

  constructor(stores: SimulatedStores) {
    this.#stores = stores;
    this.clients = ['ada', 'bob', 'ada'].map((userId) => new SimulatedClient(userId));
    this.network = new SimulatedNetwork(stores.clock, this.clients);
    this.oracle = new Oracle(stores.clock);
    const { network, oracle, scheduler } = this;
    const ids = this.#ids;
    const watched = { heads: oracle.watch(stores.heads), messages: oracle.watch(stores.messages) };
    this.room = new SimulatedRoom({ ...stores, ...watched, ids, network, oracle });
    const queue = stores.cursors && new SimulatedQueue(stores.clock);
    this.#ports = simulatedPorts({ ...stores, ...watched, ids, network, queue });
    const { room } = this;
    this.workers = queue
      ? new SimulatedWorkers({ queue, scheduler, network, room, ports: this.#ports })
      : null;
  }

  get clock(): ManualClock {
    return this.#stores.clock;
  }

  step(index: number, verdict?: Verdict): Promise<void> {
    return this.scheduler.step(index, verdict);
  }

  async connect(client: SimulatedClient): Promise<void> {
    if (client.connectionId !== null) return;
    const connectionId = this.#ids.next();
    client.connect(connectionId, this.clock.now());
    // A gateway closes the socket whose handshake fails, or crashes.
    const refuse = () => this.#hangUp(client, connectionId);
    await this.#invoke('connect', client, async (chat, invocation) => {
      invocation.onCrash = refuse;
      const connected = chat.connect.execute({ connectionId, identity: identityOf(client.userId) });
      await connected.catch((error: unknown) => {
        refuse();
        throw error;
      });
      return 'join';
    });
  }

  /** The socket breaks; the gateway tells the chat of it, or does not. */
  async cut(client: SimulatedClient, isTold: boolean): Promise<void> {
    const { connectionId } = client;
    if (connectionId === null) return;
    client.cut();
    if (!isTold) return;
    await this.#invoke('disconnect', client, async (chat) => {
      await chat.disconnect.execute(connectionId);
      return null;
    });
  }

  join(client: SimulatedClient): Promise<void> {
    const after = client.cursor;
    const inTime = this.room.inTime(this.clock.now());
    return this.#ask('join', client, async (chat, caller, isHeard) => {
      const page = await chat.joinRoom.execute({ ...caller, room: ROOM, after: after ?? undefined });
      inTime(page);
      if (!isHeard()) return null;
      const next = client.enter(page, after);
      this.network.expectTold();
      return next;
    });
  }

  after(client: SimulatedClient): Promise<void> {
    const { cursor } = client;
    if (cursor === null) return this.join(client);
    const inTime = this.room.inTime(this.clock.now());
    return this.#ask('after', client, async (chat, caller, isHeard) => {
      const page = await chat.listMessages.execute({ ...caller, room: ROOM, after: cursor, limit: 3 });
      inTime(page);
      return isHeard() ? client.catchUp(page, cursor) : null;
    });
  }

  ping(client: SimulatedClient): Promise<void> {
    return this.#ask('ping', client, async (chat, caller, isHeard) => {
      const { heads, rooms } = await chat.ping.execute(caller);
      return isHeard() ? client.hearPong(heads[ROOM], rooms.includes(ROOM)) : null;
    });
  }

  before(client: SimulatedClient): Promise<void> {
    const { cursor } = client;
    if (cursor === null || !client.pagesBack) return Promise.resolve();
    const before = { epoch: cursor.epoch, seq: client.start + 1 };
    const inTime = this.room.inTime(this.clock.now());
    return this.#ask('before', client, async (chat, caller, isHeard) => {
      const page = await chat.listMessages.execute({ ...caller, room: ROOM, before, limit: 3 });
      inTime(page);
      return isHeard() ? client.lookBack(page, before) : null;
    });
  }

  say(client: SimulatedClient): Promise<void> {
    const clientMessageId = this.#ids.next();
    client.unacked.set(clientMessageId, `text of ${clientMessageId}`);
    return this.#send(client, clientMessageId);
  }

  /**
   * Sends again what was not acknowledged, though the first attempt may still be under way.
   * @param text - another text under the same id: a race that one of the two loses
   */
  retry(client: SimulatedClient, index: number, text?: string): Promise<void> {
    const ids = [...client.unacked.keys()];
    const id = ids[index % Math.max(1, ids.length)];
    if (id === undefined) return Promise.resolve();
    if (text !== undefined) client.contended.add(id);
    return this.#send(client, id, text);
  }

  /** Deletes one of the client's own messages. */
  delete(client: SimulatedClient, index: number): Promise<void> {
    const receipt = client.receipts[index % Math.max(1, client.receipts.length)];
    if (receipt === undefined) return Promise.resolve();
    return this.#ask('delete', client, async ({ authorize, broadcast, ports }, caller) => {
      const parts = { authorize, broadcast, messages: ports.messages, writer: logWriterOf(ports) };
      const deletion = simulatedDeletion({ ...parts, clock: this.clock, ids: this.#ids });
      await deletion.execute({ ...caller, room: ROOM, seq: receipt.seq, id: receipt.id });
      return null;
    });
  }

  async #send(client: SimulatedClient, clientMessageId: string, another?: string): Promise<void> {
    const text = another ?? client.unacked.get(clientMessageId) ?? '';
    const present = this.network.present();
    this.#sent += 1;
    const echo = this.#sent % 2 === 0;
    await this.#ask('send', client, async (chat, caller, isHeard, invocation) => {
      const message = { kind: 'message', room: ROOM, text, clientMessageId, echo } as const;
      const sent = chat.sendMessage.execute({ ...caller, ...message });
      const receipt = await sent.catch((error: unknown) => client.giveUp(clientMessageId, error));
      if (receipt === null) return null;
      this.oracle.expectText(receipt, text);
      if (!echo) this.oracle.expectNoEcho(receipt, caller.connectionId, invocation);
      // First, as the entry of an ack stands for the push that its sender is spared.
      if (isHeard()) client.acknowledge(receipt);
      const isExpected = !invocation.isHarmed && this.oracle.isCurrent(receipt.epoch);
      if (isExpected) this.#expectPushed(receipt, present);
      return null;
    });
  }

  /** Senders push what they have marked, before their ack; the rest is for workers, where there are any. */
  #expectPushed(receipt: SendReceipt, present: readonly Present[]): void {
    const entry = this.oracle.at(receipt);
    if (this.workers === null || entry?.pushed === true) this.network.expectPushed(present, receipt.seq);
    else this.workers.owe(receipt, present);
  }

  async #ask(
    name: string,
    client: SimulatedClient,
    body: (
      chat: Chat,
      caller: { connectionId: string; identity: ReturnType<typeof identityOf> },
      isHeard: () => boolean,
      invocation: Invocation,
    ) => Promise<Next>,
  ): Promise<void> {
    const { connectionId } = client;
    if (connectionId === null) return;
    const caller = { connectionId, identity: identityOf(client.userId) };
    const isHeard = () => client.connectionId === connectionId;
    await this.#invoke(name, client, (chat, invocation) => body(chat, caller, isHeard, invocation));
  }

  /** Runs a use case as an invocation of its own; the client handles the response at once. */
  #invoke(
    name: string,
    client: SimulatedClient,
    body: (chat: Chat, invocation: Invocation) => Promise<Next>,
  ): Promise<void> {
    const { connectionId } = client;
    return this.scheduler.start(name, async (gate, invocation) => {
      try {
        const next = await body(this.#chat(gate), invocation);
        if (next !== null && client.connectionId === connectionId) await this[next](client);
      } catch (error) {
        this.#meetError(error, client, connectionId);
      }
      this.broken ??= this.oracle.leftEmpty(invocation);
    });
  }

  #meetError(error: unknown, client: SimulatedClient, connectionId: string | null): void {
    if (error instanceof BrokenPromise) this.broken ??= error;
    else if (!isChatError(error) || !EXPECTED.has(error.code)) {
      this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
    } else if (['connection_gone', 'not_joined'].includes(error.code)) this.#hangUp(client, connectionId);
  }

  #hangUp(client: SimulatedClient, connectionId: string | null): void {
    if (client.connectionId === connectionId) client.cut();
  }

  /** The use cases of one invocation. */
  #chat(gate: Gate): Chat {
    const ports = this.#ports(gate);
    return createChat(ports, ports.settings);
  }
}
