/** What every row is given. */
export interface SenderOptions {
  /** Of the endpoint, with a stage. */
  readonly url: string;
  readonly ca: string | null;
  /** Requests in flight at once. */
  readonly window: number;
}

/** One way to post one body to many connections. */
export interface Sender {
  /** Sends; rejects when not every post was answered with 200. */
  send(body: string, connectionIds: readonly string[]): Promise<void>;
}

/** Credentials that the sink does not check, of the length that Lambda's have. */
export const CREDENTIALS = {
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'IQoJb3JpZ2luX2VjE'.repeat(50),
};

/** Calls `post` for every id, so many at once. */
export async function inWindow(
  ids: readonly string[],
  window: number,
  post: (connectionId: string) => Promise<void>,
): Promise<void> {
  const rest = ids.values();
  await Promise.all(
    Array.from({ length: window }, async () => {
      for (const id of rest) await post(id);
    }),
  );
}
