/** Milliseconds in which a minute is played. */
export const PLAYED_MINUTE = 4_000;
/** Milliseconds between two looks at the clock, and how many a look counts at most. */
const TICK = 20;
const MOST = 30;
/** Looks that are remembered: two minutes of them. */
const REMEMBERED = 6_000;

/** A look at the clock: what it said, and how much of that has been counted. */
interface Look {
  readonly at: number;
  readonly counted: number;
}

/**
 * Emulated time: a minute of the alarms passes in four seconds. Time in which the machine did not let this program run
 * is not counted, as the local runtime does with timeouts: no alarm may ring because a laptop is busy.
 */
export class PlayedTime {
  readonly #looks: Look[] = [{ at: performance.now(), counted: 0 }];
  readonly #timer: NodeJS.Timeout;
  readonly #waiting: { readonly until: number; resolve(): void }[] = [];

  constructor() {
    this.#timer = setInterval(() => this.#look(), TICK);
  }

  /** Emulated milliseconds since the start. */
  now(): number {
    return this.#counted(performance.now()) * (60_000 / PLAYED_MINUTE);
  }

  /** How much of the last so many milliseconds was counted: how long something took that has just ended. */
  tookOf(milliseconds: number): number {
    const now = performance.now();
    return this.#counted(now) - this.#counted(now - milliseconds);
  }

  /** Resolves at the end of the minute; to its number. */
  async minute(): Promise<number> {
    const next = Math.floor(this.now() / 60_000) + 1;
    await new Promise<void>((resolve) => this.#waiting.push({ until: next * 60_000, resolve }));
    return next;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const at = performance.now();
    const last = this.#looks.at(-1) ?? { at, counted: 0 };
    this.#looks.push({ at, counted: last.counted + Math.min(at - last.at, MOST) });
    if (this.#looks.length > REMEMBERED) this.#looks.shift();
    const now = this.now();
    for (const one of this.#waiting.filter(({ until }) => until <= now)) {
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
      one.resolve();
    }
  }

  #counted(at: number): number {
    const look = this.#looks.findLast((one) => one.at <= at) ?? this.#looks[0] ?? { at, counted: 0 };
    return look.counted + Math.min(Math.max(0, at - look.at), MOST);
  }
}
