import {
  createChat,
  DEFAULT_FLOOD_LIMITS,
  DEFAULT_FRAME_LIMITS,
  frameControlOf,
  isChatError,
  type Caller,
  type Chat,
  type ConnectionRepository,
  type MessageRepository,
  type ModerationPorts,
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
import { randomOf } from '../../faults/by-chance.js';
import { SimulatedSockets } from '../simulated-sockets.js';
import { Spending } from './spending.js';

/** Containers that share the chat. */
export const CONTAINERS = 5;

/** The user who floods. */
const FLOODER = identityOf('flooder');

/** What every honest user is in, besides the lobby. */
const ROOMS = Array.from({ length: 10 }, (_, index) => `room-${index}`);

/** The stores of a simulation of budgets: fresh ones, on the clock given. */
export interface BudgetStores {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly messages: MessageRepository;
  readonly moderation: ModerationPorts;
  /** Changes the states of users as an invocation sees them: how a bug is injected. */
  readonly inject?: (states: ModerationPorts['moderationStates']) => ModerationPorts['moderationStates'];
}

/** What a frame asks for. */
type Act = (chat: Chat, caller: Caller) => Promise<unknown>;

/** Frames that a flood consists of, by turns. */
const FLOOD: readonly Act[] = [
  ({ ping }, caller) => ping.execute(caller),
  ({ listMessages }, caller) => listMessages.execute({ ...caller, room: 'lobby' }),
  ({ joinRoom }, caller) => joinRoom.execute({ ...caller, room: 'room-0' }),
  async () => undefined,
];

const say: Act = ({ sendMessage }, caller) =>
  sendMessage.execute({ ...caller, room: 'room-0', kind: 'message', text: 'hello' });

/**
 * Honest users and one who floods, in a chat of several containers, each of which may lose its memory at any time. The
 * flood costs no more than its budget, whatever is done by it, and no honest user is ever refused.
 */
export class BudgetSimulation {
  readonly spending: Spending;
  readonly #stores: BudgetStores;
  readonly #sockets: SimulatedSockets;
  readonly #ids = new SequentialIds();
  readonly #random: () => number;
  readonly #honest = Array.from({ length: 5 }, (_, index) => identityOf(`honest-${index}`));
  readonly #callers = new Map<string, Caller>();
  #containers: readonly Chat[];
  #flooder: Caller | null = null;

  constructor(stores: BudgetStores, seed: number) {
    this.#stores = stores;
    this.#random = randomOf(seed);
    this.#sockets = new SimulatedSockets(stores.clock);
    this.spending = new Spending(stores.clock);
    this.#containers = Array.from({ length: CONTAINERS }, () => this.#start());
  }

  /** A container ends, and another one takes its place. */
  forget(index: number): void {
    this.#containers = this.#containers.map((chat, at) => (at === index % CONTAINERS ? this.#start() : chat));
  }

  /** All honest users connect anew, with every room to join, as after an outage. @throws BrokenPromise */
  async comeBack(): Promise<void> {
    const { clock, messages } = this.#stores;
    // To make rooms counts as sending messages; these are there.
    for (const room of ROOMS) await messages.getOrCreate(room, 'e', clock.now());
    for (const identity of this.#honest) {
      const caller = await this.#connect(identity);
      if (caller === null) throw new BrokenPromise(`refused: ${identity.userId} may not connect`);
      this.#callers.set(identity.userId, caller);
      for (const room of ROOMS)
        await this.#expectServed(caller, ({ joinRoom }) => joinRoom.execute({ ...caller, room }));
    }
  }

  /** All honest users say something, and ask for what is new. @throws BrokenPromise */
  async talk(): Promise<void> {
    for (const caller of this.#callers.values()) {
      await this.#expectServed(caller, say);
      await this.#expectServed(caller, ({ ping }) => ping.execute(caller));
    }
  }

  /** So many frames of one user within `milliseconds`, spread over the containers. @throws BrokenPromise */
  async flood(frames: number, milliseconds: number, withMessages: boolean): Promise<void> {
    for (let count = 0; count < frames; count += 1) {
      this.#stores.clock.advance(count % 10 === 0 ? (10 * milliseconds) / frames : 0);
      // A hundred attempts at another connection: a client that is refused does not wait.
      if (this.#flooder === null && count % 100 > 0) continue;
      this.#flooder ??= await this.#connect(FLOODER);
      if (this.#flooder === null) continue;
      const act = withMessages && count % 2 === 0 ? say : FLOOD[count % FLOOD.length];
      const code = act && (await this.#send(this.#flooder, act));
      this.spending.frame(code === null, act === say);
      if (this.#sockets.count(FLOODER.userId) === 0) this.#flooder = null;
    }
    this.spending.check();
  }

  async #expectServed(caller: Caller, act: Act): Promise<void> {
    const code = await this.#send(caller, act);
    if (code !== null) throw new BrokenPromise(`refused: ${caller.identity.userId} got ${code}`);
  }

  async #connect(identity: Caller['identity']): Promise<Caller | null> {
    const caller = { identity, connectionId: this.#ids.next() };
    this.#sockets.open(caller.connectionId, identity.userId);
    const code = await codeOf(this.#next().connect.execute(caller));
    if (code === null) return caller;
    await this.#sockets.disconnect(caller.connectionId);
    return null;
  }

  /** Counts a frame, and carries it out; returns the code of its error. */
  #send(caller: Caller, act: Act): Promise<string | null> {
    const chat = this.#next();
    const work = async () => {
      await frameControlOf(chat.ports)?.execute(caller);
      await act(chat, caller);
    };
    return codeOf(work());
  }

  #next(): Chat {
    const chat = this.#containers[Math.floor(this.#random() * CONTAINERS)];
    if (chat === undefined) throw new RangeError('There are containers.');
    return chat;
  }

  #start(): Chat {
    const { clock, connections, messages, moderation, inject = (states) => states } = this.#stores;
    const watched = intercept(moderation.moderationStates, ({ method, args, proceed }) => {
      this.spending.write(method, args[0]);
      return proceed();
    });
    return createChat(
      {
        ...{ clock, connections, messages, ids: this.#ids, random: this.#random },
        moderation: { ...moderation, moderationStates: inject(watched) },
        gateway: this.#sockets,
        digest: new PlainDigest(),
        logger: new RecordingLogger(),
      },
      { flood: DEFAULT_FLOOD_LIMITS, frames: DEFAULT_FRAME_LIMITS },
    );
  }
}

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (isChatError(error)) return error.code;
    throw error;
  }
}
