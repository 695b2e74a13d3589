import { setTimeout as wait } from 'node:timers/promises';
import { openSocket, type ChatSocket } from '@serverless-ws/chat-client';
import jsonwebtoken from 'jsonwebtoken';

/** Milliseconds between two messages of one person. */
const PAUSE = 2_000;

/** How long one ack took. */
export interface Ack {
  /** When its message was sent, in milliseconds of `performance.now()`. */
  readonly sentAt: number;
  readonly took: number;
}

/** People who talk in the lobby, each one message in two seconds, until they are stopped. */
export class Talkers {
  readonly acks: Ack[] = [];
  readonly #stops: (() => void)[] = [];

  /** Resolves once all of them are connected, and talk. */
  static async start(count: number, url: string, secret: string): Promise<Talkers> {
    const talkers = new Talkers();
    const all = Array.from({ length: count }, (_, index) =>
      talkers.#open(
        url,
        jsonwebtoken.sign({ sub: `user-${index}`, name: `User ${index}`, roles: [] }, secret),
      ),
    );
    for (const begin of await Promise.all(all)) {
      begin();
      await wait(PAUSE / count);
    }
    return talkers;
  }

  stop(): void {
    for (const stop of this.#stops) stop();
  }

  /** Opens a socket; resolves to what begins to talk. */
  #open(url: string, token: string): Promise<() => void> {
    const sent = new Map<string, number>();
    return new Promise((resolve, reject) => {
      const socket = openSocket(
        { url, token },
        {
          opened: () => resolve(() => this.#talk(socket, sent)),
          received: (text) => this.#receive(text, sent),
          closed: (code, status) => reject(new Error(`closed with ${code}, ${status ?? 'no status'}`)),
        },
      );
      this.#stops.push(() => socket.close());
    });
  }

  #talk(socket: ChatSocket, sent: Map<string, number>): void {
    const timer = setInterval(() => {
      const requestId = String(sent.size);
      sent.set(requestId, performance.now());
      socket.send(JSON.stringify({ action: 'sendMessage', text: 'What do you make of it?', requestId }));
    }, PAUSE);
    this.#stops.push(() => clearInterval(timer));
  }

  #receive(text: string, sent: ReadonlyMap<string, number>): void {
    const frame = JSON.parse(text) as { readonly type?: string; readonly requestId?: string };
    const sentAt = sent.get(frame.requestId ?? '');
    if (frame.type === 'ack' && sentAt !== undefined)
      this.acks.push({ sentAt, took: performance.now() - sentAt });
  }
}
