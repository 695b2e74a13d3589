import { areSingleClients } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../scheduler.js';
import type { Post } from './post.js';
import type { PostQueue } from './post-queue.js';

/** Tries that fit into a tail, at least: delays of a whole second would leave a client of three bad ones with none. */
const TRIES = 4;

/**
 * When a delivery, all of whose recipients have been tried, gives up on those without a result. The tail begins when no
 * more of them are left than may be single clients: posts may still wait for a connection that the pool has to open.
 */
export class Tail<R> {
  readonly #milliseconds: number | undefined;
  readonly #scheduler: Scheduler;
  readonly #queue: Pick<PostQueue<R>, 'added' | 'open' | 'holdsOnlyStalled'>;
  readonly #giveUp: () => void;
  #state: 'not begun' | 'armed' | 'running' = 'not begun';
  #troubled = 0;
  #cancel: () => void = () => undefined;

  /**
   * @param milliseconds - `undefined`: never
   * @param giveUp - called when what is left is not waited for
   */
  constructor(
    milliseconds: number | undefined,
    scheduler: Scheduler,
    queue: Pick<PostQueue<R>, 'added' | 'open' | 'holdsOnlyStalled'>,
    giveUp: () => void,
  ) {
    this.#milliseconds = milliseconds;
    this.#scheduler = scheduler;
    this.#queue = queue;
    this.#giveUp = giveUp;
  }

  /** The longest delay before another try, in milliseconds. */
  get longestDelay(): number {
    return this.#state === 'running' ? (this.#milliseconds ?? Infinity) / TRIES : Infinity;
  }

  /** The first try of a recipient has failed, for a reason that may be the account's. */
  trouble(): void {
    this.#troubled += 1;
  }

  /** Everybody has been tried. */
  begin(delivered: number): void {
    if (this.#milliseconds === undefined || this.#state !== 'not begun') return;
    this.#state = 'armed';
    this.update(delivered);
  }

  /** A recipient has got its result. */
  update(delivered: number): void {
    if (this.#state === 'not begun') return;
    const { added: tried, open, holdsOnlyStalled } = this.#queue;
    const wave = { tried, delivered };
    if (holdsOnlyStalled && areSingleClients({ ...wave, failing: open.size })) this.#giveUp();
    else if (this.#state === 'armed' && areSingleClients({ ...wave, failing: this.#failing() })) this.#run();
  }

  /** Cancels the timer. */
  end(): void {
    this.#cancel();
  }

  #run(): void {
    this.#state = 'running';
    this.#cancel = this.#scheduler.after(this.#milliseconds ?? 0, this.#giveUp);
  }

  /** The first tries that failed, also those whose second did not, or those that are left. */
  #failing(): number {
    return Math.max(this.#troubled, count(this.#queue.open));
  }
}

/** Those whose failure may be the account's. */
function count<R>(open: ReadonlySet<Post<R>>): number {
  let failing = 0;
  for (const { stalled, young } of open) if (!stalled && !young) failing += 1;
  return failing;
}
