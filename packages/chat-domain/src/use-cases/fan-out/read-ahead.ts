/**
 * Yields the pages of a source while the next one is already being fetched. At most one page is held ahead.
 * A failure of the source is thrown when its page is due, not before.
 */
export async function* readAhead<Page>(source: AsyncIterator<Page>): AsyncGenerator<Page> {
  let ahead = captured(source.next());
  for (;;) {
    const result = await ahead;
    if ('error' in result) throw result.error;
    if (result.page.done === true) return;
    ahead = captured(source.next());
    yield result.page.value;
  }
}

type Captured<Page> = { readonly page: IteratorResult<Page> } | { readonly error: unknown };

/** Keeps a rejection as a value, so that it does not count as unhandled before its page is requested. */
function captured<Page>(page: Promise<IteratorResult<Page>>): Promise<Captured<Page>> {
  return page.then(
    (value) => ({ page: value }),
    (error: unknown) => ({ error }),
  );
}
