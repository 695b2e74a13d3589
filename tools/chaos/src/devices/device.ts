import type { LogCursor } from '@serverless-ws/chat-domain';
import type { ServerFrame } from '@serverless-ws/chat-protocol';
import { isRefused } from '../clients/is-refused.js';
import { DeviceLog, type PageFrame, type Where } from './device-log.js';
import { DeviceSocket, type DeviceAddress } from './device-socket.js';
import { PendingRequests, type Request } from './pending-requests.js';

/** The room in which devices write, edit, react and delete. */
export const DEVICE_ROOM = 'chaos-devices';
/** Milliseconds between two looks at what is to be done, between two pings, and those that a join is waited for. */
const TICK = 250;
const PING = 2_000;
/** Pings between two looks at the list of rooms: it has direct rooms of which every push was lost. */
const PINGS_PER_LIST = 3;
const JOIN = 5_000;

/** Who has a device, and where the chat is. */
export interface DeviceSettings extends DeviceAddress {
  readonly userId: string;
  /** Names the device. */
  readonly name: string;
  /** Uniform in 0 to 1. */
  readonly random: () => number;
}

/** One of the devices of a user: keeps the logs of a room and of direct rooms, and sends what it is asked to. */
export class Device {
  readonly userId: string;
  readonly name: string;
  readonly requests: PendingRequests;
  /** Its logs: of the room, and of direct rooms by the other user. */
  readonly logs = new Map<string, DeviceLog>();
  /** Entries of direct rooms of others, and its own signals: what it must never be sent. */
  readonly leaked: string[] = [];
  /** Whether it asks for what it misses. */
  heals = true;
  isJoined = false;
  readonly #socket: DeviceSocket;
  readonly #room: DeviceLog;
  #timer: ReturnType<typeof setInterval> | null = null;
  #join: { readonly requestId: string; readonly after: LogCursor | null; readonly due: number } | null = null;
  #joins = 0;
  #nextPing = 0;
  #pings = 0;
  #isListed = false;

  constructor({ userId, name, random, ...address }: DeviceSettings) {
    this.userId = userId;
    this.name = name;
    this.requests = new PendingRequests(random);
    this.#room = new DeviceLog(userId, { room: DEVICE_ROOM });
    this.logs.set(DEVICE_ROOM, this.#room);
    this.#socket = new DeviceSocket(address, {
      opened: () => this.#joinRoom(Date.now()),
      received: (frame) => this.#hear(frame),
      closed: () => this.#closed(),
    });
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#tick(Date.now()), TICK);
  }

  get isStarted(): boolean {
    return this.#timer !== null;
  }

  /** Grows with whatever it achieves. */
  get progress(): number {
    const logs = [...this.logs.values()];
    return logs.reduce(
      (sum, { cursor, pushed }) => sum + (cursor?.seq ?? 0) + pushed.size,
      this.isJoined ? 1 : 0,
    );
  }

  /** Whether it has nothing under way, and knows all logs up to where they are said to reach. */
  isAtRest(heads: ReadonlyMap<string, number>): boolean {
    const reaches = ([log, head]: readonly [string, number]) =>
      (this.logs.get(log)?.cursor?.seq ?? 0) >= head;
    return this.isJoined && this.#isListed && this.requests.size === 0 && [...heads].every(reaches);
  }

  ask(requestId: string, request: Request): void {
    this.requests.add(requestId, request);
    if (this.isJoined) this.#sendRequests(Date.now());
  }

  cut(): void {
    this.isJoined = false;
    this.#socket.cut();
  }

  /** Does nothing more, and does not come back; its connection stays until it is cut. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  close(): void {
    this.stop();
    this.cut();
  }

  #tick(now: number): void {
    if (!this.#socket.exists) return this.#socket.open();
    if (!this.isJoined) {
      if (now >= (this.#join?.due ?? 0)) this.#joinRoom(now);
      return;
    }
    this.#sendRequests(now);
    if (!this.heals) return;
    for (const [name, log] of this.logs) {
      const question = log.question(now, name);
      if (question !== null) this.#socket.send(question);
    }
    if (now < this.#nextPing) return;
    this.#nextPing = now + PING;
    const peers = [...this.logs.keys()].filter((name) => name !== DEVICE_ROOM);
    this.#socket.send({ action: 'ping', ...(peers.length > 0 && { with: peers }) });
    this.#pings += 1;
    if (!this.#isListed || this.#pings % PINGS_PER_LIST === 0)
      this.#socket.send({ action: 'listRooms', requestId: 'rooms' });
  }

  #sendRequests(now: number): void {
    for (const frame of this.requests.due(now)) this.#socket.send(frame);
  }

  #joinRoom(now: number): void {
    const after = this.#room.cursor;
    const requestId = `join ${(this.#joins += 1)}`;
    this.#join = { requestId, after, due: now + JOIN };
    this.#socket.send({
      ...{ action: 'joinRoom', room: DEVICE_ROOM, follow: true, requestId },
      ...(after !== null && { after }),
    });
  }

  #closed(): void {
    this.isJoined = false;
    this.#isListed = false;
    this.#join = null;
    this.#nextPing = 0;
    for (const log of this.logs.values()) log.forget();
  }

  #hear(frame: ServerFrame): void {
    if (isRefused(frame)) this.requests.refusals.push(frame.type === 'error' ? frame.code : frame.type);
    this.requests.hear(frame);
    if (frame.type === 'messages') this.#push(frame);
    else if (frame.type === 'joined') this.#joined(frame);
    else if (frame.type === 'page') this.#page(frame);
    else if (frame.type === 'pong') this.#learnHeads(frame);
    else if (frame.type === 'rooms') this.#listed(frame);
    else if (frame.type === 'signal' && frame.data === this.name) this.leaked.push(`signal of ${this.name}`);
    else if (frame.type === 'error') this.#failed(frame);
  }

  #push({ room, epoch, messages }: Extract<ServerFrame, { type: 'messages' }>): void {
    if (room === DEVICE_ROOM) return this.#room.receive(epoch, messages);
    if (!room.startsWith('dm.')) return;
    for (const entry of messages) {
      if (!('kind' in entry)) continue;
      const peer = this.#peerOf(entry);
      if (peer !== null) this.#direct(peer).receive(epoch, [entry]);
    }
  }

  /** Whom an entry of a direct room is from or to; `null` where this user is neither. */
  #peerOf({
    id,
    sender,
    to,
  }: {
    readonly id: string;
    readonly sender: { readonly id: string };
    readonly to?: string;
  }) {
    if (sender.id === this.userId && to !== undefined) return to;
    if (to === this.userId) return sender.id;
    this.leaked.push(`${id} of ${sender.id} to ${to}`);
    return null;
  }

  #joined(frame: PageFrame): void {
    const join = this.#join;
    if (join === null || frame.room !== DEVICE_ROOM || frame.requestId !== join.requestId) return;
    this.isJoined = true;
    this.#room.rejoined(frame, join.after);
  }

  #page(frame: Extract<ServerFrame, { type: 'page' }>): void {
    const log = frame.with === undefined ? this.#room : this.#direct(frame.with);
    if (frame.with !== undefined) {
      for (const entry of frame.messages) if ('kind' in entry) this.#peerOf(entry);
    }
    log.answer(frame, frame.requestId ?? '', Date.now());
  }

  #learnHeads({ heads, direct = {} }: Extract<ServerFrame, { type: 'pong' }>): void {
    const head = heads[DEVICE_ROOM];
    if (head !== undefined) this.#room.learn(head);
    for (const [peer, cursor] of Object.entries(direct)) this.#direct(peer).learn(cursor);
  }

  #listed({ rooms }: Extract<ServerFrame, { type: 'rooms' }>): void {
    this.#isListed = true;
    for (const { with: peer, epoch, head } of rooms) {
      if (peer !== undefined && epoch !== undefined && head !== undefined)
        this.#direct(peer).learn({ epoch, seq: head });
    }
  }

  #failed({ code, requestId = '' }: Extract<ServerFrame, { type: 'error' }>): void {
    for (const log of this.logs.values()) log.answer(null, requestId, Date.now());
    if (code === 'connection_gone' || code === 'not_joined') this.cut();
  }

  #direct(peer: string): DeviceLog {
    const known = this.logs.get(peer);
    if (known !== undefined) return known;
    const where: Where = { with: peer };
    const log = new DeviceLog(this.userId, where);
    this.logs.set(peer, log);
    return log;
  }
}
