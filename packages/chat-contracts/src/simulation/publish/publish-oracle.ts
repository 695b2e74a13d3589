import type {
  IdempotencyRecord,
  MessageRepository,
  RecordedReview,
  VisibleEntry,
} from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import { BrokenPromise } from '../../contracts/expectation.js';
import type { FickleReview } from './fickle-review.js';
import { originalOf } from './sent-message.js';

/** Knows the first verdict about each message, as it was recorded, and holds the log and all that is shown to it. */
export class PublishOracle {
  /** The first violation, if any. Kept, not thrown: no invocation may be left. */
  broken: BrokenPromise | null = null;
  readonly #verdicts = new Map<string, RecordedReview>();
  readonly #positions = new Map<string, string>();

  readonly #review: FickleReview;
  readonly #required: readonly string[];

  /** @param required - rooms in which nothing may be accepted that was not reviewed */
  constructor(review: FickleReview, required: readonly string[]) {
    this.#review = review;
    this.#required = required;
  }

  /** A log of which each message is stored once, as its first verdict says. Wraps the store directly. */
  watch(messages: MessageRepository): MessageRepository {
    return intercept(messages, async ({ method, args, proceed }) => {
      const result = await proceed();
      const [first, entry] = args;
      if (method === 'putIfAbsent' && result === null && isRecord(first)) {
        this.#verdicts.set(`${first.userId} ${first.clientMessageId}`, first);
      }
      if (method === 'append' && result === null && isMessage(entry)) this.#store(String(first), entry);
      return result;
    });
  }

  /** A message is shown to a user. It is what its first verdict made of it. */
  show(room: string, entry: VisibleEntry): void {
    if (!('text' in entry)) return;
    const verdict = this.#verdictOf(entry);
    const text = verdict?.replacement?.text ?? originalOf(entry.text);
    if (verdict === undefined) this.#break(`not recorded: "${entry.text}"`);
    else if (verdict.rejection !== undefined) this.#break(`rejected, and shown: "${entry.text}"`);
    else if (entry.text !== text) this.#break(`not as reviewed: "${entry.text}", and not "${text}"`);
    const isReviewed = !this.#required.includes(room) || this.#review.decided.has(originalOf(entry.text));
    if (!isReviewed) this.#break(`not reviewed: "${entry.text}"`);
  }

  /** Where a text is in the log, as `room/epoch/seq/id` without the epoch; `undefined` where it never came. */
  positionOf(original: string): string | undefined {
    return this.#positions.get(original);
  }

  #store(room: string, entry: VisibleEntry): void {
    if (!('text' in entry)) return;
    this.show(room, entry);
    const original = originalOf(entry.text);
    const earlier = this.#positions.get(original);
    const position = `${room}/${entry.seq}/${entry.id}`;
    if (earlier !== undefined) this.#break(`doubled: "${original}" is at ${earlier} and at ${position}`);
    this.#positions.set(original, position);
  }

  #verdictOf(entry: VisibleEntry): RecordedReview | undefined {
    const id = 'clientMessageId' in entry ? entry.clientMessageId : undefined;
    const isService = 'text' in entry && entry.text.startsWith('service');
    const own = `${entry.sender.id} ${id}`;
    // Under a key of its own, unless both share theirs: then it is the results that are wrong.
    const published = isService ? this.#verdicts.get(`${entry.sender.id} publish ${id}`) : undefined;
    return published ?? this.#verdicts.get(own);
  }

  #break(what: string): void {
    this.broken ??= new BrokenPromise(what);
  }
}

function isRecord(value: unknown): value is IdempotencyRecord {
  return typeof value === 'object' && value !== null && 'fingerprint' in value;
}

function isMessage(entry: unknown): entry is VisibleEntry {
  return typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'message';
}
