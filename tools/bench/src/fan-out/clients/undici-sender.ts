import { Pool } from 'undici';
import type { Sender, SenderOptions } from './sender.js';

/** undici's `dispatch` without a signature: the floor that a general HTTP client leaves. */
export function undiciSender({ url, ca, window }: SenderOptions): Sender {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: window,
    pipelining: 1,
    ...(ca === null ? {} : { connect: { ca } }),
  });
  return {
    async send(body, ids) {
      const data = Buffer.from(body);
      const headers = { 'content-type': 'application/octet-stream' };
      let left = ids.length;
      await new Promise<void>((resolve, reject) => {
        const handler = {
          onRequestStart: () => undefined,
          onResponseStart: (_: unknown, status: number) => {
            if (status !== 200) reject(new Error(String(status)));
          },
          onResponseData: () => undefined,
          onResponseEnd: () => {
            left -= 1;
            if (left === 0) resolve();
            else post();
          },
          onResponseError: (_: unknown, error: Error) => {
            reject(error);
          },
        };
        const rest = ids.values();
        const post = (): void => {
          const next = rest.next();
          if (next.done === true) return;
          pool.dispatch(
            { path: `${pathname}/@connections/${next.value}`, method: 'POST', headers, body: data },
            handler,
          );
        };
        for (let count = 0; count < window; count += 1) post();
      });
    },
  };
}
