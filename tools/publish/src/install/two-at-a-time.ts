/**
 * Does the same with each item, two at a time, so that no core of two is idle while the other works.
 * @throws the first error of `work`, after which no further item is begun
 */
export async function twoAtATime<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  const stop = (error: unknown) => {
    left.length = 0;
    throw error;
  };
  await Promise.all([lane().catch(stop), lane().catch(stop)]);
}
