import { areSingleClients } from '@serverless-ws/chat-domain';
import type { Scheduler } from '../scheduler.js';
import type { Post } from './post.js';
import type { PostQueue } from './post-queue.js';

/** When a delivery, all of whose recipients have been tried, gives up on those without a result. */
export class Tail<R> {
  readonly #milliseconds: number | undefined;
  readonly #scheduler: Scheduler;
  readonly #queue: Pick<PostQueue<R>, 'added' | 'open' | 'holdsOnlyStalled'>;
  readonly #giveUp: () => void;
  #state: 'not begun' | 'running' | 'over' = 'not begun';
  #cancel: () => void = () => undefined;
  #delivered = 0;

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

  /** Everybody has been tried. */
  begin(delivered: number): void {
    if (this.#milliseconds === undefined || this.#state !== 'not begun') return;
    this.#state = 'running';
    this.#cancel = this.#scheduler.after(this.#milliseconds, () => {
      this.#state = 'over';
      this.#check();
    });
    this.update(delivered);
  }

  /** A recipient has got its result. */
  update(delivered: number): void {
    this.#delivered = delivered;
    if (this.#state === 'running' && this.#queue.holdsOnlyStalled) this.#check();
  }

  /** Cancels the timer. */
  end(): void {
    this.#cancel();
  }

  #check(): void {
    const { added, open } = this.#queue;
    if (open.size === 0) return;
    const failing = this.#state === 'over' ? count(open) : open.size;
    if (areSingleClients({ tried: added, delivered: this.#delivered, failing })) this.#giveUp();
  }
}

/** Those whose failure may be the account's. */
function count<R>(open: ReadonlySet<Post<R>>): number {
  let failing = 0;
  for (const { stalled, young } of open) if (!stalled && !young) failing += 1;
  return failing;
}
