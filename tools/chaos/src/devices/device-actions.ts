import type { ServerFrame } from '@serverless-ws/chat-protocol';
import type { SeenMessage } from './device-log.js';
import { DEVICE_ROOM, type Device } from './device.js';
import { logOf, type DeviceRecords } from './device-records.js';
import type { Request } from './pending-requests.js';

/** What users react with. */
const REACTIONS = ['+1', '👍', '🎉'];

/** How often each action has to be answered at least, and what devices do: the heavier, the more often. */
const ENOUGH = 3;
const ACTIONS = [
  { name: 'sendMessage', weight: 8 },
  { name: 'react', weight: 4 },
  { name: 'editMessage', weight: 3 },
  { name: 'deleteMessage', weight: 1 },
  { name: 'markRead', weight: 2 },
  { name: 'who', weight: 1 },
  { name: 'listRooms', weight: 1 },
  { name: 'signal', weight: 1 },
] as const;
type ActionName = (typeof ACTIONS)[number]['name'];

/** A message that a device can change, and the log that it is in. */
interface Target extends SeenMessage {
  readonly name: string;
}

/** What devices do, and what is kept of it. */
export class DeviceActions {
  readonly #random: () => number;
  readonly #records: DeviceRecords;
  #last = 0;

  constructor(records: DeviceRecords, random: () => number) {
    this.#records = records;
    this.#random = random;
  }

  /** Something, by chance. */
  act(device: Device, peers: readonly string[]): void {
    const total = ACTIONS.reduce((sum, { weight }) => sum + weight, 0);
    let dice = this.#random() * total;
    const chosen = ACTIONS.find(({ weight }) => (dice -= weight) < 0);
    if (chosen !== undefined) this.#do(chosen.name, device, peers);
  }

  /** The action that was answered least, if there is one that was not answered often enough to count as tried. */
  actMissing(device: Device, peers: readonly string[]): void {
    const missing = ACTIONS.find((action) => this.#isMissing(action));
    if (missing !== undefined) this.#do(missing.name, device, peers);
  }

  /** Whether everything was tried, however slow the machine. */
  get isThorough(): boolean {
    return !ACTIONS.some((action) => this.#isMissing(action));
  }

  #isMissing({ name }: (typeof ACTIONS)[number]): boolean {
    return (this.#records.answered.get(name) ?? 0) < ENOUGH;
  }

  #do(name: ActionName, device: Device, peers: readonly string[]): void {
    const where = this.#random() < 0.5 ? DEVICE_ROOM : (this.#oneOf(peers) ?? DEVICE_ROOM);
    if (name === 'sendMessage') this.say(device, where);
    else if (name === 'editMessage') this.#edit(device);
    else if (name === 'react') this.#react(device);
    else if (name === 'deleteMessage') this.#delete(device);
    else if (name === 'markRead') this.#mark(device);
    else if (name === 'who') this.who(device, [device.userId], false);
    else if (name === 'listRooms') this.#list(device);
    else this.#signal(device);
  }

  /** @returns the client message id */
  say(device: Device, name: string, prefix = ''): string {
    const id = this.#next(prefix);
    const text = `text-${id}.`;
    this.#records.texts.set(id, { text });
    return this.#write(device, name, id, { action: 'sendMessage', text });
  }

  /** Asks who is in the room. */
  who(device: Device, there: readonly string[], isWhole: boolean): void {
    this.#ask(device, this.#next('who-'), {
      frame: { action: 'who', room: DEVICE_ROOM },
      answered: (frame) => {
        if (frame.type !== 'members') return;
        this.#records.judgeMembers(
          frame.users.map(({ id }) => id),
          there,
          isWhole && !frame.more,
        );
      },
    });
  }

  /** Marks the log as read up to a message that the device knows; then `after` is called. */
  mark(device: Device, name: string, seq: number, after: () => void = () => undefined): void {
    const { where, cursor } = device.logs.get(name) ?? {};
    if (cursor === null || cursor === undefined) return;
    this.#ask(device, this.#next('mark-'), {
      frame: { action: 'markRead', ...where, upTo: { epoch: cursor.epoch, seq } },
      answered: () => {
        this.#records.mark(device.userId, logOf(device.userId, name), seq);
        after();
      },
    });
  }

  #edit(device: Device): void {
    const target = this.#oneOf(this.#messages(device, device.userId));
    if (target === undefined) return void this.say(device, DEVICE_ROOM);
    const id = this.#next('edit-');
    const text = `text-${id}.`;
    this.#records.texts.set(id, { text, target: target.id });
    this.#write(device, target.name, id, { action: 'editMessage', text, ...named(target) });
  }

  #react(device: Device): void {
    const target = this.#oneOf(this.#messages(device));
    if (target === undefined) return void this.say(device, DEVICE_ROOM);
    const reaction = this.#oneOf(REACTIONS);
    const on = this.#random() < 0.6;
    this.#write(device, target.name, this.#next('react-'), {
      action: 'react',
      reaction,
      on,
      ...named(target),
    });
  }

  #delete(device: Device): void {
    const target = this.#oneOf(this.#messages(device, device.userId));
    if (target === undefined) return void this.say(device, DEVICE_ROOM);
    const frame = { action: 'deleteMessage', ...device.logs.get(target.name)?.where, ...named(target) };
    this.#ask(device, this.#next('delete-'), { frame });
  }

  #mark(device: Device): void {
    const target = this.#oneOf(this.#messages(device));
    if (target !== undefined) this.mark(device, target.name, target.seq);
  }

  #list(device: Device): void {
    this.#ask(device, this.#next('list-'), {
      frame: { action: 'listRooms' },
      answered: (frame, since) => {
        if (frame.type === 'rooms') this.#listed(device, frame, since);
      },
    });
  }

  #listed(device: Device, { rooms }: Extract<ServerFrame, { type: 'rooms' }>, since: number): void {
    for (const { room, with: peer, read = 0, unread } of rooms) {
      const name = peer ?? room;
      const row = { userId: device.userId, log: logOf(device.userId, name), read };
      const messages = device.logs.get(name)?.messages.values() ?? [];
      if (unread !== undefined) this.#records.judgeListed({ ...row, unread }, messages, since);
    }
  }

  #signal(device: Device): void {
    const frame = { action: 'signal', room: DEVICE_ROOM, event: 'chaos.move', data: device.name };
    this.#ask(device, this.#next('signal-'), { frame });
  }

  #write(
    device: Device,
    name: string,
    clientMessageId: string,
    content: { readonly action: string } & Readonly<Record<string, unknown>>,
  ): string {
    const where = device.logs.get(name)?.where ?? { with: name };
    this.#ask(device, clientMessageId, {
      frame: { ...content, ...where, clientMessageId },
      answered: (frame) => {
        if (frame.type !== 'ack') return;
        const { room, seq, id } = frame;
        this.#records.acknowledge(clientMessageId, room, { log: logOf(device.userId, name), seq, id });
      },
    });
    return clientMessageId;
  }

  #ask(device: Device, requestId: string, request: Request): void {
    const { action } = request.frame;
    device.ask(requestId, {
      ...request,
      answered: (frame, since) => {
        this.#records.answered.set(action, (this.#records.answered.get(action) ?? 0) + 1);
        request.answered?.(frame, since);
      },
    });
  }

  /** Messages that a device knows, or those of one sender. */
  #messages(device: Device, senderId?: string): readonly Target[] {
    return [...device.logs].flatMap(([name, { messages }]) =>
      [...messages.values()]
        .filter((message) => senderId === undefined || message.senderId === senderId)
        .map((message) => ({ ...message, name })),
    );
  }

  #next(prefix: string): string {
    this.#last += 1;
    return `${prefix}${this.#last}`;
  }

  #oneOf<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)];
  }
}

function named({ seq, id }: SeenMessage) {
  return { seq, id };
}
