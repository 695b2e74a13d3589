import type { ServerFrame } from '@serverless-ws/chat-protocol';

/** Milliseconds after which a request is sent again, at most this much longer each further time. */
const PATIENCE = { least: 2_000, most: 8_000 };
const BACKOFF = 1.5;
/** Requests under way at once. */
const WINDOW = 6;

/** A request that is sent until it is answered for good. */
export interface Request {
  readonly frame: { readonly action: string } & Readonly<Record<string, unknown>>;
  /** Called with what answers it. */
  readonly answered?: (frame: ServerFrame, since: number) => void;
}

interface Pending extends Request {
  /** When it was first sent, in epoch milliseconds; 0 before. */
  since: number;
  due: number;
  tries: number;
}

/** What a device has asked for, by request ids: sent again and again, over whatever connection there is. */
export class PendingRequests {
  readonly #pending = new Map<string, Pending>();
  readonly #random: () => number;
  /** What no client brings upon itself: codes of final refusals, and of those that say that it sends too much. */
  readonly refusals: string[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  get size(): number {
    return this.#pending.size;
  }

  add(requestId: string, request: Request): void {
    this.#pending.set(requestId, { ...request, since: 0, due: 0, tries: 0 });
  }

  /** What is to be sent now. */
  due(now: number): readonly object[] {
    const window = [...this.#pending].slice(0, WINDOW);
    return window.flatMap(([requestId, pending]) => {
      if (pending.due > now) return [];
      const patience = PATIENCE.least + this.#random() ** 2 * (PATIENCE.most - PATIENCE.least);
      pending.due = now + patience * BACKOFF ** Math.min(4, pending.tries);
      pending.tries += 1;
      if (pending.since === 0) pending.since = now;
      return [{ ...pending.frame, requestId }];
    });
  }

  /** Handles a response. What may succeed later stays; what is about a message that was deleted meanwhile is done. */
  hear(frame: ServerFrame): void {
    const requestId = 'requestId' in frame ? frame.requestId : undefined;
    const pending = this.#pending.get(requestId ?? '');
    if (pending === undefined || requestId === undefined) return;
    if (frame.type !== 'error') {
      this.#pending.delete(requestId);
      pending.answered?.(frame, pending.since);
    } else if (!frame.retryable && !['connection_gone', 'not_joined'].includes(frame.code)) {
      this.#pending.delete(requestId);
      if (frame.code !== 'message_not_found') this.refusals.push(`${pending.frame.action}: ${frame.code}`);
    }
  }
}
