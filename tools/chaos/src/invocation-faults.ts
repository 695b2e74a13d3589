import { ChatError } from '@serverless-ws/chat-domain';
import { randomOf } from '@serverless-ws/chat-contracts';
import type { PortCall } from '@serverless-ws/chat-domain/in-memory';
import { RESCUE } from './backend-settings.js';

/** Store calls that fail: one in a hundred, half of them after they were made. */
const FAILING = 0.01;
/** Calls at which an invocation is killed, and at which it is frozen. */
const KILLED = 0.003;
const FROZEN = 0.003;
/** How long it is frozen, in milliseconds: often longer than a position in the log stays open. */
const FREEZE = { least: 500, most: 9_000 };
/** Posts that fail, as the wire would. */
const FAILING_POSTS = 0.02;

/** One invocation of a handler. */
export interface Life {
  isDead: boolean;
  /** Whether it is to die before it broadcasts its message. */
  readonly isRescue: boolean;
}

/** Decides what goes wrong in the backend, by a seed. */
export class InvocationFaults {
  /** Whether chance has a say; what is planned goes wrong anyway. */
  isOn = true;
  readonly #random: () => number;
  readonly #rescued = new Set<string>();

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  /** A new invocation, for a frame. */
  life(body: string): Life {
    const id = new RegExp(`"(${RESCUE}[^"]*)"`).exec(body)?.[1];
    const isRescue = id !== undefined && !this.#rescued.has(id);
    if (id !== undefined) this.#rescued.add(id);
    return { isDead: false, isRescue };
  }

  /** Stands in front of the store calls of one invocation. */
  meet(life: Life): (call: PortCall) => Promise<unknown> {
    return async ({ method, proceed }) => {
      if (life.isRescue && (method === 'members' || method === 'enqueue')) life.isDead = true;
      const chance = this.isOn ? this.#random() : 1;
      if (chance < KILLED) life.isDead = true;
      else if (chance < KILLED + FROZEN) await this.#freeze();
      if (life.isDead) return new Promise(() => undefined);
      if (chance > 1 - FAILING / 2 && this.isOn) throw new ChatError('unavailable', 'A planned fault.');
      const answer = await proceed();
      if (chance > 1 - FAILING && this.isOn)
        throw new ChatError('unavailable', 'A planned loss of the answer.');
      return answer;
    };
  }

  failsPost(): boolean {
    return this.isOn && this.#random() < FAILING_POSTS;
  }

  #freeze(): Promise<void> {
    const { least, most } = FREEZE;
    const time = least + this.#random() * (most - least);
    return new Promise((resolve) => setTimeout(resolve, time));
  }
}
