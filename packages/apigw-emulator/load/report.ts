import type { ChildProcess } from 'node:child_process';

/** A command to the process of the clients. */
export type Order =
  | { readonly do: 'connect'; readonly url: string; readonly count: number }
  /** The first half of the clients send a message. */
  | { readonly do: 'talk' }
  | { readonly do: 'report' };

/** Its report. */
export interface Report {
  readonly open: number;
  /** How many clients received the broadcast so many times: `{ '1': 10000 }`. */
  readonly copies: Readonly<Record<string, number>>;
  /** How many connections ended with which code. */
  readonly closed: Readonly<Record<string, number>>;
  /** Bytes. */
  readonly rss: number;
}

/** Sends a command and waits for its report. */
export function order(clients: ChildProcess, what: Order): Promise<Report> {
  return new Promise((resolve) => {
    clients.once('message', (report: Report) => resolve(report));
    clients.send(what);
  });
}
