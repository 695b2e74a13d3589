/** One page of recipients, for a gateway. */
export async function* onePage<Item>(page: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield page;
}
