/**
 * Hands on the pages of a source while the next one is already being fetched. At most one page is held ahead.
 * A source that fails does so when its page is due, not before.
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

/** Keeps a rejection as a value, so that nobody sees it as unhandled before its page is asked for. */
function captured<Page>(page: Promise<IteratorResult<Page>>): Promise<Captured<Page>> {
  return page.then(
    (value) => ({ page: value }),
    (error: unknown) => ({ error }),
  );
}
