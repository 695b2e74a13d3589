import type { Recipient } from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import type { ConnectionRepository, MemberPageOptions } from '../../ports/connection-repository.js';
import { readAhead } from './read-ahead.js';

/** A recipient and the shard that holds its row. */
export interface Member extends Recipient {
  readonly shard: number;
}

/** A scan over the members of some shards of a room, batch after batch, page by page. */
export class MemberScan {
  readonly #left: number[];
  #options: MemberPageOptions = { limit: LIMITS.memberPage };
  #complete = true;

  readonly #connections: Pick<ConnectionRepository, 'members'>;
  readonly #room: string;

  constructor(connections: Pick<ConnectionRepository, 'members'>, room: string, shards: readonly number[]) {
    this.#connections = connections;
    this.#room = room;

    this.#left = [...shards];
  }

  /** Whether the last batch was read to its end, and not abandoned because a page did not arrive. */
  get isComplete(): boolean {
    return this.#complete;
  }

  /** Whether that was the last batch. */
  get isDone(): boolean {
    return this.#left.length === 0;
  }

  /** The next pages, until they hold this many members. */
  async *nextBatch(members: number): AsyncGenerator<readonly Member[]> {
    this.#complete = false;
    yield* readAhead(this.#pages(members));
    this.#complete = true;
  }

  async *#pages(members: number): AsyncGenerator<readonly Member[]> {
    let count = 0;
    for (let shard = this.#left[0]; shard !== undefined && count < members; shard = this.#left[0]) {
      const page = await this.#connections.members(this.#room, shard, this.#options);
      const { next: from } = page;
      if (from === undefined) this.#left.shift();
      this.#options = { limit: LIMITS.memberPage, ...(from !== undefined && { from }) };
      count += page.members.length;
      const holder = shard;
      yield page.members.map((member) => ({ ...member, shard: holder }));
    }
  }
}
