import type { ChildProcess } from 'node:child_process';

/** What the clients' process is asked to do. */
export type Order =
  | { readonly do: 'connect'; readonly url: string; readonly count: number }
  /** The first half of the clients send a message. */
  | { readonly do: 'talk' }
  | { readonly do: 'report' };

/** What it tells. */
export interface Report {
  readonly open: number;
  /** How many clients received the broadcast so many times: `{ '1': 10000 }`. */
  readonly copies: Readonly<Record<string, number>>;
  /** How many connections ended with which code. */
  readonly closed: Readonly<Record<string, number>>;
  /** Bytes. */
  readonly rss: number;
}

/** Gives an order and waits for the report that answers it. */
export function order(clients: ChildProcess, what: Order): Promise<Report> {
  return new Promise((resolve) => {
    clients.once('message', (report: Report) => resolve(report));
    clients.send(what);
  });
}
