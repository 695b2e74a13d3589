import { alarmsOf, rings, type Alarm } from '../cloudwatch/alarm.js';
import { MetricStore } from '../cloudwatch/metric-store.js';
import { KeyServer } from '../stack/key-server.js';
import type { Measuring } from '../stack/measured-calls.js';
import { ObservedStack } from '../stack/observed-stack.js';
import { packagedTemplate, resolver } from '../stack/packaged.js';
import type { PlantedFault } from './faults.js';
import { Load } from './load.js';
import { PlayedTime } from './played-time.js';

/** Minutes in which a fault must have rung its alarm. */
const LIMIT = 25;
/** Minutes after a fault in which what was under way ends. */
const REST = 3;

/** What a planted fault came to. */
export interface Rung {
  readonly fault: PlantedFault;
  /** Minutes after which its alarm rang; `null`: it did not. */
  readonly after: number | null;
  /** Other alarms that rang meanwhile. */
  readonly others: readonly string[];
}

/** A stack under load, with its alarms. */
export class AlarmRun {
  readonly #alarms: readonly Alarm[];
  readonly #load: Load;
  readonly #store: MetricStore;
  readonly #time: PlayedTime;

  private constructor(
    readonly stack: ObservedStack,
    alarms: readonly Alarm[],
    { store, time }: Pick<Measuring, 'store' | 'time'>,
  ) {
    this.#alarms = alarms;
    this.#store = store;
    this.#time = time;
    this.#load = new Load(stack);
  }

  /** Packages the stack, and starts it. */
  static async start(): Promise<AlarmRun> {
    const [keys, time, store] = [await KeyServer.start(), new PlayedTime(), new MetricStore()];
    const template = await packagedTemplate({ JWT_JWKS_URL: 'https://issuer.example/keys.json' });
    const stack = await ObservedStack.start({ template, store, time }, keys);
    return new AlarmRun(stack, alarmsOf(template, resolver(template)), { store, time });
  }

  get alarms(): readonly string[] {
    return this.#alarms.map(({ id }) => id);
  }

  /** Minutes of load without a fault; returns the alarms that rang. */
  async healthy(minutes: number, event?: (load: Load) => unknown): Promise<readonly string[]> {
    await this.#load.open();
    const rung = new Set<string>();
    for (let minute = 0; minute < minutes; minute += 1) {
      this.#load.minute();
      if (minute === Math.floor(minutes / 2)) void event?.(this.#load);
      for (const id of await this.#minute()) rung.add(id);
    }
    return [...rung];
  }

  /** Plants a fault under load, until its alarm rings. */
  async plant(fault: PlantedFault): Promise<Rung> {
    await this.#load.open();
    this.#store.clear();
    await fault.plant(this.stack, this.#load);
    const others = new Set<string>();
    let after: number | null = null;
    for (let minute = 1; minute <= LIMIT && after === null; minute += 1) {
      this.#load.minute();
      void fault.minute?.(this.stack, this.#load);
      const ringing = await this.#minute();
      if (ringing.includes(fault.alarm)) after = minute;
      for (const id of ringing) if (id !== fault.alarm) others.add(id);
    }
    await this.#mend();
    return { fault, after, others: [...others] };
  }

  async close(): Promise<void> {
    this.#load.cut();
    await this.stack.close();
    await this.stack.keys.close();
    this.#time.stop();
  }

  /** Waits for the end of the minute; returns the alarms that ring then. */
  async #minute(): Promise<readonly string[]> {
    const minute = await this.#time.minute();
    return this.#alarms.filter((alarm) => rings(alarm, this.#store, minute * 60_000)).map(({ id }) => id);
  }

  /** Everything as it was, and nothing under way. */
  async #mend(): Promise<void> {
    this.stack.faults = () => undefined;
    this.stack.storeIs('healthy');
    this.stack.keys.isDown = false;
    await this.stack.queues.clearDeadLetters();
    for (let minute = 0; minute < REST; minute += 1) await this.#time.minute();
    this.#store.clear();
  }
}
