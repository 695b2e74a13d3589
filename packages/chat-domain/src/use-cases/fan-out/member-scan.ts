import type { Recipient } from '../../model/connection.js';
import { LIMITS } from '../../model/limits.js';
import type { ConnectionRepository, MemberPageOptions } from '../../ports/connection-repository.js';
import { readAhead } from './read-ahead.js';

/** A recipient and the shard that holds its row. */
export interface Member extends Recipient {
  readonly shard: number;
}

/** A scan over the members of some shards of a room, batch after batch, page by page; one connection may be left out. */
export class MemberScan {
  readonly #left: number[];
  #options: MemberPageOptions = { limit: LIMITS.memberPage };
  #complete = true;
  #rows = 0;

  readonly #connections: Pick<ConnectionRepository, 'members'>;
  readonly #room: string;
  readonly #except: string | undefined;

  constructor(
    connections: Pick<ConnectionRepository, 'members'>,
    room: string,
    shards: readonly number[],
    except?: string,
  ) {
    this.#connections = connections;
    this.#room = room;
    this.#except = except;

    this.#left = [...shards];
  }

  /** Whether the last batch was read to its end, and not abandoned because a page did not arrive. */
  get isComplete(): boolean {
    return this.#complete;
  }

  /** The rows read so far, with that of the connection that is left out. */
  get rows(): number {
    return this.#rows;
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
      this.#rows += page.members.length;
      yield this.#recipients(page.members, shard);
    }
  }

  #recipients(members: readonly Recipient[], shard: number): readonly Member[] {
    const except = this.#except;
    const others =
      except === undefined ? members : members.filter(({ connectionId }) => connectionId !== except);
    return others.map((member) => ({ ...member, shard }));
  }
}
