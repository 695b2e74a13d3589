import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { RESCUE } from '../backend-settings.js';
import { DeviceActions } from './device-actions.js';
import { DEVICE_ROOM, Device } from './device.js';
import { DeviceRecords, logOf } from './device-records.js';

/** Users with two devices each; one whose device connects only after the storm; and one whose connection is lost in it. */
const USERS = ['ada', 'bob', 'cleo'];
const LATE = 'dan';
const LOST = 'eve';
const WRITERS = [...USERS, LATE];
/** Users whose devices do something in the storm. */
export const DEVICE_USERS = USERS.length;

/** A few users with several devices, who do all that a chat offers besides messages in a room. */
export class DeviceGroup {
  readonly records = new DeviceRecords();
  /** Those that count in the end. */
  readonly devices: readonly Device[];
  readonly #lost: Device;
  readonly #random: () => number;
  readonly #actions: DeviceActions;
  /** How many changes were asked for. */
  acts = 0;

  constructor({ url, secret }: { readonly url: string; readonly secret: string }, random: () => number) {
    this.#random = random;
    this.#actions = new DeviceActions(this.records, random);
    const deviceOf = (userId: string, name: string) => {
      const token = mintToken({ sub: userId, name: userId, roles: [], expiresIn: null }, secret);
      return new Device({ userId, name, random, url, token });
    };
    const pairs = USERS.flatMap((user) => [deviceOf(user, `${user}-1`), deviceOf(user, `${user}-2`)]);
    this.devices = [...pairs, deviceOf(LATE, LATE)];
    this.#lost = deviceOf(LOST, LOST);
    for (const device of [...pairs, this.#lost]) device.start();
  }

  get progress(): number {
    const acked = this.records.acked.size + this.records.marks.size;
    return this.devices.reduce((sum, { progress }) => sum + progress, acked);
  }

  /** What devices were sent that is not for their users. */
  get leaked(): number {
    return this.devices.reduce((sum, { leaked }) => sum + leaked.length, 0);
  }

  /** What devices were refused that no client brings upon itself. */
  get refusals(): readonly string[] {
    return this.devices.flatMap(({ requests }) => requests.refusals);
  }

  /** Whether all who are to be connected are. */
  get isJoined(): boolean {
    return this.#started.every(({ isJoined }) => isJoined) && (this.#lost.isJoined || this.acts > 0);
  }

  get isIdle(): boolean {
    return this.#started.every(({ requests }) => requests.size === 0);
  }

  get isAtRest(): boolean {
    return this.isJoined && this.#started.every((device) => device.isAtRest(this.#headsOf(device)));
  }

  set heals(heals: boolean) {
    for (const device of this.devices) device.heals = heals;
  }

  /** One of them does something. */
  act(): void {
    this.acts += 1;
    const device = this.#started[Math.floor(this.#random() * this.#started.length)];
    if (device !== undefined) this.#actions.act(device, peersOf(device));
  }

  /** One of them does what was done too seldom, if it has nothing else under way; tells whether all was done often enough. */
  complete(): boolean {
    const device = this.#started.find(({ requests }) => requests.size === 0);
    if (device !== undefined) this.#actions.actMissing(device, peersOf(device));
    return this.#actions.isThorough;
  }

  /** All do something at once. */
  burst(): void {
    for (const device of this.#started) this.#actions.act(device, peersOf(device));
  }

  /** Cuts devices, each with this probability; tells how many. */
  cut(probability: number): number {
    const cut = this.#started.filter(() => this.#random() < probability);
    for (const device of cut) device.cut();
    return cut.length;
  }

  /** One user is not to come back once the gateway has been killed, and without a word. */
  lose(): void {
    this.#lost.stop();
  }

  /** The user who was away meanwhile comes. */
  arrive(): void {
    for (const device of this.devices) device.start();
  }

  /** Everybody writes to everybody: half of it by senders who die before they push it. One message ends the room's log. */
  sayInTheQuiet(): void {
    for (const device of this.devices) {
      if (device.name.endsWith('-2')) continue;
      for (const [index, peer] of peersOf(device).entries()) {
        this.records.quiet.add(
          this.#actions.say(device, peer, index % 2 === 0 ? `${RESCUE}device-` : 'quiet-'),
        );
      }
    }
    const [first] = this.devices;
    if (first !== undefined) this.#actions.say(first, DEVICE_ROOM);
  }

  /** Marks all but the last message as read, and then less of it from another device. */
  markLast(): void {
    for (const device of this.devices) {
      const other = this.devices.find(({ userId, name }) => userId === device.userId && name !== device.name);
      if (other === undefined || device.name.endsWith('-2')) continue;
      for (const [name, { messages }] of device.logs) {
        const [lowest, ...more] = [...messages.keys()].sort((one, two) => one - two);
        const highest = more.at(-2);
        if (lowest === undefined || highest === undefined) continue;
        this.#actions.mark(device, name, highest, () => this.#actions.mark(other, name, lowest));
      }
    }
  }

  /** All ask who is in the room: they, and no user who has gone. */
  askWho(): void {
    for (const device of this.devices) this.#actions.who(device, WRITERS, true);
  }

  close(): void {
    for (const device of [...this.devices, this.#lost]) device.close();
  }

  get #started(): readonly Device[] {
    return this.devices.filter(({ isStarted }) => isStarted);
  }

  #headsOf({ userId }: Device): ReadonlyMap<string, number> {
    const names = [DEVICE_ROOM, ...WRITERS.filter((user) => user !== userId)];
    return new Map(names.map((name) => [name, this.records.heads.get(logOf(userId, name))?.seq ?? 0]));
  }
}

function peersOf({ userId }: Device): readonly string[] {
  return WRITERS.filter((user) => user !== userId);
}
