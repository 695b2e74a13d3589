/** What a frame of a client asks of AWS, as PROTOCOL.md says it. */
export interface Price {
  /** Capacity units of the table. */
  readonly reads: number;
  readonly writes: number;
  /** Posts besides the response; `each`: one to each member. */
  readonly posts: number | 'each';
  /** Calls of functions. */
  readonly calls: number;
}

const ROW = /^\| `([$\w.]+)`( again)? +\| +([\d.]+) +\| +([\d.]+) +\| +(\d+|each member) +\| +(\d+) +\|/gm;

/**
 * The prices by action, and those of `$connect` and `$disconnect`; of a join of the lobby as `joinRoom again`.
 *
 * @param document - the text of PROTOCOL.md
 */
export function readPrices(document: string): ReadonlyMap<string, Price> {
  const rows = [...document.matchAll(ROW)].map(([, name = '', again = '', reads, writes, posts, calls]) => {
    const price: Price = {
      reads: Number(reads),
      writes: Number(writes),
      posts: posts === 'each member' ? 'each' : Number(posts),
      calls: Number(calls),
    };
    return [name + again, price] as const;
  });
  return new Map(rows);
}
