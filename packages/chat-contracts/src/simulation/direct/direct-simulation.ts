import { createChat, isChatError, type Chat, type MessageRepository } from '@serverless-ws/chat-domain';
import {
  intercept,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import { Scheduler, type Gate, type Invocation } from '../scheduler.js';
import { DirectDevice, messageText, type PendingMessage } from './direct-device.js';
import { DirectNetwork } from './direct-network.js';
import { DirectOracle, RETENTION } from './direct-oracle.js';
import type { DirectPorts, DirectStores } from './direct-stores.js';

/** Milliseconds that the token of the brief device lasts. */
const BRIEF = 20_000;

/** Codes that a client may get when calls fail, tokens expire and users block one another. */
const EXPECTED = new Set(['unavailable', 'connection_gone', 'token_expired', 'forbidden']);

/** Who sent a request. */
type Caller = Pick<DirectDevice, 'identity'> & { readonly connectionId: string };

/** What may be done with the chat of one invocation. */
type Act = (chat: Chat, caller: Caller, invocation: Invocation) => Promise<unknown>;

/**
 * Ada and Bob on two devices each, and Eve on one, who write to one another in a chat in which every port call waits for
 * the scheduler. No message may reach a third person, nor be stored before both its users find it.
 */
export class DirectSimulation {
  readonly scheduler = new Scheduler();
  readonly devices: readonly DirectDevice[];
  readonly network: DirectNetwork;
  readonly oracle: DirectOracle;
  readonly digest = new PlainDigest();
  readonly stores: DirectStores;
  /** The first violation on the way, if any. */
  broken: BrokenPromise | null = null;
  readonly #ids = new SequentialIds();
  readonly #messages: MessageRepository;

  constructor(stores: DirectStores) {
    this.stores = stores;
    const brief = new DirectDevice('bob', BRIEF);
    this.devices = [...['ada', 'ada', 'bob', 'eve'].map((userId) => new DirectDevice(userId)), brief];
    this.network = new DirectNetwork(stores.clock, this.devices);
    this.oracle = new DirectOracle(stores.clock, this.digest, stores.userRooms);
    this.#messages = this.oracle.watch(stores.messages);
  }

  get clock(): ManualClock {
    return this.stores.clock;
  }

  connect(device: DirectDevice): Promise<void> {
    if (device.connectionId !== null) return Promise.resolve();
    const fresh = device.fresh(this.clock.now());
    const caller = { connectionId: this.#ids.next(), identity: fresh.identity };
    return this.#invoke('connect', device, caller, async (chat) => {
      await chat.connect.execute(caller);
      // Only now does the gateway let its frames through.
      if (device.connectionId === null) Object.assign(device, fresh, caller);
    });
  }

  /** The socket breaks; the chat is told of it, or not. */
  async cut(device: DirectDevice, isTold: boolean): Promise<void> {
    const { connectionId, identity } = device;
    device.connectionId = null;
    if (!isTold || connectionId === null) return;
    await this.#invoke('disconnect', device, { connectionId, identity }, (chat) =>
      chat.disconnect.execute(connectionId),
    );
  }

  say(device: DirectDevice, to: string): Promise<void> {
    const message = { from: device.userId, to, id: this.#ids.next() };
    device.unacked.push(message);
    return this.#send(device, message);
  }

  /** Sends again what was not acknowledged, though the first attempt may still be under way. */
  retry(device: DirectDevice, index: number): Promise<void> {
    const message = device.unacked[index % Math.max(1, device.unacked.length)];
    return message === undefined ? Promise.resolve() : this.#send(device, message);
  }

  list(device: DirectDevice, other: string): Promise<void> {
    return this.#ask('list', device, async (chat, caller) => {
      const { entries } = await chat.listMessages.execute({ ...caller, with: other, limit: 3 });
      for (const entry of entries) device.read(entry);
    });
  }

  block(device: DirectDevice, other: string): Promise<void> {
    return this.#ask('block', device, async (chat, caller) => {
      await chat.block.execute({ ...caller, userId: other });
      this.oracle.block(device.userId, other);
    });
  }

  unblock(device: DirectDevice, other: string): Promise<void> {
    return this.#ask('unblock', device, async (chat, caller, invocation) => {
      const ended = this.oracle.unblock(invocation, device.userId, other);
      await chat.unblock.execute({ ...caller, userId: other }).finally(ended);
    });
  }

  #send(device: DirectDevice, message: PendingMessage): Promise<void> {
    return this.#ask('send', device, async (chat, caller, invocation) => {
      const { to, id: clientMessageId } = message;
      const expectUnblocked = this.oracle.expectUnblocked(message);
      const present = this.#present(message);
      const content = { kind: 'message', with: to, text: messageText(message), clientMessageId } as const;
      const { sentAt } = await chat.sendMessage.execute({ ...caller, ...content });
      expectUnblocked();
      this.oracle.acknowledge(message, sentAt);
      if (!invocation.isHarmed) this.#expectPushed(present, message);
      const index = device.unacked.indexOf(message);
      if (index >= 0) device.unacked.splice(index, 1);
    });
  }

  /** The devices of both users, over the connections that are open now. */
  #present({ from, to }: PendingMessage): ReadonlyMap<DirectDevice, string> {
    const open = this.devices.flatMap((device) =>
      device.connectionId !== null && [from, to].includes(device.userId)
        ? [[device, device.connectionId] as const]
        : [],
    );
    return new Map(open);
  }

  /** @throws BrokenPromise where one that has been open all the time, with a token that holds, got no push */
  #expectPushed(present: ReadonlyMap<DirectDevice, string>, message: PendingMessage): void {
    for (const [device, connectionId] of present) {
      const isOpen = device.connectionId === connectionId && device.end > this.clock.now();
      if (!isOpen || device.received.has(messageText(message))) continue;
      throw new BrokenPromise(`not pushed: "${messageText(message)}" to a device of ${device.userId}`);
    }
  }

  #ask(name: string, device: DirectDevice, act: Act): Promise<void> {
    const { connectionId, identity } = device;
    if (connectionId === null) return Promise.resolve();
    return this.#invoke(name, device, { connectionId, identity }, act);
  }

  /** Runs a use case as an invocation of its own. */
  #invoke(name: string, device: DirectDevice, caller: Caller, act: Act): Promise<void> {
    return this.scheduler.start(name, async (gate, invocation) => {
      try {
        await act(this.#chat(gate), caller, invocation);
      } catch (error) {
        this.#meetError(error, device, caller.connectionId);
      }
    });
  }

  #meetError(error: unknown, device: DirectDevice, connectionId: string): void {
    if (error instanceof BrokenPromise) this.broken ??= error;
    else if (!isChatError(error) || !EXPECTED.has(error.code)) {
      this.broken ??= new BrokenPromise('unexpected failure', { cause: error });
    } else if (error.code === 'token_expired' && device.connectionId === connectionId) {
      device.connectionId = null;
    }
  }

  #chat(gate: Gate): Chat {
    const { connections, userRooms, blocks, inject = (ports: DirectPorts) => ports } = this.stores;
    const ports = inject({
      connections: intercept(connections, gate),
      messages: intercept(this.#messages, gate),
      userRooms: intercept(userRooms, gate),
      blocks: intercept(blocks, gate),
      digest: this.digest,
    });
    const gateway = this.network.gateway(gate);
    const parts = { clock: this.clock, ids: this.#ids, gateway, logger: new RecordingLogger() };
    return createChat({ ...ports, ...parts }, { retention: RETENTION });
  }
}
