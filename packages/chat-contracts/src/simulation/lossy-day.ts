import {
  createChat,
  isChatError,
  type Chat,
  type ConnectionRepository,
  type MessageRepository,
  type RoomHeadRepository,
} from '@serverless-ws/chat-domain';
import {
  identityOf,
  inMemoryStores,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
  type ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import { must, mustEqual } from '../contracts/expectation.js';
import { byChance, randomOf } from '../faults/by-chance.js';
import { failAfter, failBefore } from '../faults/fault.js';
import { withFaults } from '../faults/with-faults.js';
import { SimulatedSockets } from './simulated-sockets.js';

const MINUTE = 60_000;
const TICK = MINUTE / 2;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIFE = 2 * HOUR;
const ROOM = 'tea';
/** Connections that a user may hold. */
const CAP = 5;
/** How long a user may be refused who has fewer: a connection that has just begun cannot be known to be gone. */
const PATIENCE = 2 * TICK;

/** The stores on which a day is played: fresh ones, on the clock given. */
export interface DayStores {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeadRepository;
  readonly messages: MessageRepository;
}

/** One device of a user, which connects again whenever it has lost its connection. */
interface Device {
  readonly userId: string;
  /** The chance that it loses its connection within half a minute. */
  readonly flaps: number;
  connection: { readonly id: string; readonly since: number } | null;
  refusedSince: number | null;
}

/** What happened in a day. */
export interface DayReport {
  /** Connections that were opened. */
  readonly opened: number;
  /** Connections that ended without a `$disconnect`. */
  readonly lost: number;
  /** Handshakes refused for too many connections. */
  readonly refused: number;
}

/**
 * A day of some users with several devices each, in which every second `$disconnect` is lost, some arrive before their
 * connect has been stored, and some calls of the store fail. Nothing else tells the chat that a connection has ended.
 */
export class LossyDay {
  readonly #sockets: SimulatedSockets;
  readonly #chat: Chat;
  readonly #ids = new SequentialIds();
  readonly #random: () => number;
  /** The users of all connections that ever began. */
  readonly #owners = new Map<string, string>();
  readonly #report = { opened: 0, lost: 0, refused: 0 };
  #ends = 0;

  readonly #stores: DayStores;

  constructor(stores: DayStores, seed: number) {
    this.#stores = stores;
    const { clock, heads, messages } = stores;
    this.#random = randomOf(seed);
    this.#sockets = new SimulatedSockets(clock);
    const connections = withFaults(stores.connections, [
      { on: 'add', when: byChance(seed, 0.03), fault: failAfter() },
      { on: 'remove', when: byChance(seed + 1, 0.03), fault: failBefore() },
    ]);
    const { moderation } = inMemoryStores(clock);
    const own = { digest: new PlainDigest(), logger: new RecordingLogger(), ids: this.#ids, moderation };
    const gateway = this.#sockets;
    this.#chat = createChat(
      { ...own, clock, heads, messages, connections, gateway },
      { connectionsPerUser: CAP },
    );
  }

  /**
   * @param flaps - the chance of each unsteady device of a user to lose its connection within half a minute
   * @throws BrokenPromise where a user is locked out or holds too many connections, or a row is left
   */
  async play(users: readonly string[], flaps: readonly number[] = [0.05, 0.1]): Promise<DayReport> {
    // Three stay, the others flap: the oldest connections are open, those that are gone are among the others.
    const devices = users.flatMap((userId) =>
      [0, 0, 0, ...flaps].map((chance): Device => ({
        userId,
        flaps: chance,
        connection: null,
        refusedSince: null,
      })),
    );
    for (let tick = 0; tick < DAY / TICK; tick += 1) {
      for (const device of devices) await this.#live(device);
      if (tick % 120 === 119) await this.#speak(devices);
      if (tick === 1_400) await this.#rush('crowd');
      this.#stores.clock.advance(TICK);
    }
    for (const device of devices) await this.#end(device);
    await this.#sweep();
    return this.#report;
  }

  async #live(device: Device): Promise<void> {
    const { connection, flaps } = device;
    const now = this.#stores.clock.now();
    if (connection === null) return this.#open(device);
    if (now - connection.since >= LIFE || this.#random() < flaps) await this.#end(device);
  }

  async #open(device: Device): Promise<void> {
    const { userId } = device;
    const now = this.#stores.clock.now();
    const outcome = await this.#connect(userId, this.#random() < 0.1);
    if (outcome.id !== undefined) {
      device.connection = { id: outcome.id, since: now };
      device.refusedSince = null;
    } else if (outcome.code === 'too_many_connections') {
      device.refusedSince ??= now;
      must(now - device.refusedSince < PATIENCE, `${userId} is locked out`);
    }
  }

  /** A handshake; some clients are gone before their connection is stored. */
  async #connect(userId: string, isOvertaken = false): Promise<{ id?: string; code?: string }> {
    const connectionId = this.#ids.next();
    const caller = { connectionId, identity: identityOf(userId) };
    this.#owners.set(connectionId, userId);
    const isBarred = isOvertaken && (await this.#disconnect(connectionId, this.#stores.clock.now()));
    try {
      await this.#chat.connect.execute(caller);
    } catch (error) {
      if (!isChatError(error)) throw error;
      if (error.code === 'too_many_connections') this.#report.refused += 1;
      return { code: error.code };
    }
    must(!isBarred, `${connectionId} was stored after its end`);
    this.#sockets.open(connectionId, userId);
    this.#report.opened += 1;
    must(this.#sockets.count(userId) <= CAP, `${userId} holds ${this.#sockets.count(userId)} connections`);
    await this.#chat.joinRoom.execute({ ...caller, room: ROOM });
    return { id: connectionId };
  }

  async #end(device: Device): Promise<void> {
    const { connection } = device;
    if (connection === null) return;
    device.connection = null;
    await this.#sockets.disconnect(connection.id);
    this.#ends += 1;
    if (this.#ends % 2 === 0) await this.#disconnect(connection.id, connection.since);
    else this.#report.lost += 1;
  }

  /** The event of the gateway; an error of the store is an event that was lost. */
  async #disconnect(connectionId: string, connectedAt: number): Promise<boolean> {
    try {
      await this.#chat.disconnect.execute(connectionId, connectedAt);
      return true;
    } catch (error) {
      if (!isChatError(error)) throw error;
      return false;
    }
  }

  async #speak(devices: readonly Device[]): Promise<void> {
    const device = devices.find(({ connection }) => connection !== null);
    if (!device?.connection) return;
    await this.#send(device.connection.id, device.userId);
  }

  async #send(connectionId: string, userId: string): Promise<void> {
    const caller = { connectionId, identity: identityOf(userId) };
    for (const room of ['lobby', ROOM])
      await this.#chat.sendMessage.execute({ ...caller, kind: 'message', room, text: 'hi' });
  }

  /** Many handshakes of one user at once; all their sockets break soon, and no `$disconnect` comes. */
  async #rush(userId: string): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      const attempts = Array.from({ length: 120 }, () => this.#connect(userId));
      const opened = (await Promise.all(attempts)).flatMap(({ id }) => id ?? []);
      must(opened.length <= CAP, `${opened.length} of 120 handshakes at once were let in`);
      for (const id of opened) await this.#sockets.disconnect(id);
      this.#stores.clock.advance(MINUTE);
    }
    const { id, code } = await this.#connect(userId);
    must(code !== 'too_many_connections', `${userId} is locked out after many handshakes at once`);
    if (id !== undefined) await this.#sockets.disconnect(id);
  }

  /** Once the last connections are old enough to be gone, some messages delete what is left of all of them. */
  async #sweep(): Promise<void> {
    const { clock } = this.#stores;
    clock.advance(MINUTE);
    const last = await this.#lastConnection();
    clock.advance(MINUTE);
    for (let message = 0; message < 20; message += 1) await this.#send(last, 'last');
    for (const room of ['lobby', ROOM]) {
      const { members } = await this.#stores.connections.members(room, 0, { limit: 1_000 });
      mustEqual(
        members.map(({ connectionId }) => connectionId),
        [last],
        `rows of ${room} are left`,
      );
    }
    const { connections } = this.#stores;
    for (const id of this.#owners.keys())
      must(id === last || (await connections.find(id)) === null, `the connection ${id} is left`);
    for (const owner of new Set(this.#owners.values())) {
      const expected = owner === 'last' ? [last] : [];
      mustEqual(await connections.connectionsOf(owner), expected, `rows of ${owner} are left`);
    }
  }

  async #lastConnection(): Promise<string> {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { id } = await this.#connect('last');
      if (id !== undefined) return id;
    }
    throw new Error('The last user could not connect.');
  }
}
