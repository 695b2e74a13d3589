import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { isPublishError, type PublishResponse, type PublishResult } from '@serverless-ws/chat-protocol';
import { LOCAL, ROOM } from '../backend-settings.js';

/** Milliseconds that a call may take at first: less than a function may be frozen for, so that the next one finds it at work. */
const TIMEOUT = 5_000;
/** How much longer each further call of a batch, so that a busy machine is not made busier. */
const BACKOFF = 1.5;
/** Further calls after which one waits no longer. */
const PATIENT = 6;
/** Milliseconds between two calls of a batch. */
const PAUSE = 300;
/** What stands in the middle of each batch: no retry helps, and no other message may suffer. */
const POISON = 'poison';

/** A backend that publishes in batches, by AWS's own SDK, and calls again until each message has a result for good. */
export class PublishingBackend {
  /** By the id of a message, what calls said of it for good: `seq/id`, or the code of an error. One, if all is well. */
  readonly outcomes = new Map<string, Set<string>>();
  calls = 0;
  /** Responses that are not of their batch: of another length or order. */
  disorders = 0;
  #published = 0;
  #underWay = 0;
  #isClosed = false;
  #latest: Promise<void> = Promise.resolve();
  readonly #client: LambdaClient;
  readonly #random: () => number;

  constructor(port: number, random: () => number) {
    this.#random = random;
    this.#client = new LambdaClient({
      ...{ ...LOCAL, endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 },
    });
  }

  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** Grows as long as it gets on. */
  get progress(): number {
    return [...this.outcomes.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** How many messages it has published, poison and all. */
  get published(): number {
    return this.#published;
  }

  /** Adds a batch, one after the other: each is called again until all of it has a result, and once more. */
  publish(count: number): void {
    const ids = Array.from({ length: count }, (_, index) =>
      index === Math.floor(count / 2)
        ? `${POISON}-${this.#published}`
        : `published-${this.#published + index}`,
    );
    this.#published += count;
    for (const id of ids) this.outcomes.set(id, new Set());
    this.#underWay += 1;
    this.#latest = this.#latest.then(() => this.#complete(ids));
  }

  /** Publishes no more. */
  close(): void {
    this.#isClosed = true;
    this.#client.destroy();
  }

  async #complete(ids: readonly string[]): Promise<void> {
    // What has a result is left out, as each time it would be pushed to all again.
    const unfinished = () => ids.filter((id) => this.outcomes.get(id)?.size === 0);
    for (let tries = 0; !this.#isClosed && unfinished().length > 0; tries += 1) {
      // Now and then by two at once, as where a caller's time ran out too early.
      const callers = this.#random() < 0.3 ? 2 : 1;
      await Promise.all(Array.from({ length: callers }, () => this.#call(unfinished(), tries)));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    await this.#call(ids, PATIENT);
    this.#underWay -= 1;
  }

  /** Never rejects: the gateway may have been killed, and the next call finds another one. */
  async #call(ids: readonly string[], tries: number): Promise<void> {
    this.calls += 1;
    const as = { id: 'orders', name: 'Orders' };
    const messages = ids.map((clientMessageId) => {
      const content = clientMessageId.startsWith(POISON) ? '' : `told by ${clientMessageId}`;
      return { room: ROOM, text: content, as, clientMessageId };
    });
    try {
      const Payload = JSON.stringify({ messages });
      const abortSignal = AbortSignal.timeout(Math.round(TIMEOUT * BACKOFF ** Math.min(PATIENT, tries)));
      const call = new InvokeCommand({ FunctionName: 'publish', Payload });
      const response = await this.#client.send(call, { abortSignal });
      this.#note(ids, JSON.parse(Buffer.from(response.Payload ?? []).toString()));
    } catch {
      // Called again.
    }
  }

  #note(ids: readonly string[], response: PublishResponse): void {
    if (!('results' in response) || response.results.length !== ids.length) {
      this.disorders += 1;
      return;
    }
    for (const [index, id] of ids.entries()) this.#noteOne(id, response.results[index]);
  }

  #noteOne(id: string, result: PublishResult | undefined): void {
    if (result === undefined) return;
    if (!isPublishError(result)) {
      if (result.clientMessageId !== id) this.disorders += 1;
      this.outcomes.get(id)?.add(`${result.seq}/${result.id}`);
    } else if (!result.error.retryable) this.outcomes.get(id)?.add(result.error.code);
  }
}

/** Whether a message is one that no call can publish. */
export function isPoison(id: string): boolean {
  return id.startsWith(POISON);
}
