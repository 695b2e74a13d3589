declare function setTimeout(run: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** Taken once, so that the fake time of a test moves nothing here. */
const [start, stop] = [setTimeout, clearTimeout];

/**
 * The result of `body`, if it comes within `ms` milliseconds of real time.
 *
 * @param late - makes the error of what comes later, or never
 */
export async function within<T>(ms: number, body: Promise<T>, late: () => Error): Promise<T> {
  let timer: unknown;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = start(() => reject(late()), ms);
  });
  try {
    return await Promise.race([body, limit]);
  } finally {
    stop(timer);
  }
}
