import type { Attachment } from '../attachments/attachment.js';
import type { PutOptions } from '../attachments/put-file.js';

/** The file that is being sent. */
export interface Upload {
  readonly name: string;
  /** How much of it is sent: from 0 to 1. */
  readonly sent: number;
  /** How many files wait for their turn. */
  readonly waiting: number;
}

/** What an {@link UploadQueue} does with files. */
export interface UploadQueueOptions {
  /** Stores a file. */
  readonly store: (file: File, options: PutOptions) => Promise<Attachment>;
  /** Sends a message with a file that is stored. */
  readonly send: (attachment: Attachment) => void;
  /** Shows a sentence to the user. */
  readonly tell: (text: string) => void;
}

/** Sends files one after the other, each in a message of its own, in the order in which they were added. */
export class UploadQueue {
  readonly #options: UploadQueueOptions;
  readonly #waiting: File[] = [];
  readonly #listeners = new Set<() => void>();
  #canceling: AbortController | null = null;
  #current: Upload | null = null;

  constructor(options: UploadQueueOptions) {
    this.#options = options;
  }

  /** What is being sent; the same object until it changes. */
  get current(): Upload | null {
    return this.#current;
  }

  /** Calls back when {@link current} changes, until the function that it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Sends files after those that wait. A file that fails is told of, and the next one is sent. */
  add(files: readonly File[]): void {
    this.#waiting.push(...files);
    if (this.#current === null) void this.#sendAll();
    else this.#show({ ...this.#current, waiting: this.#waiting.length });
  }

  /** Ends the upload, and forgets the files that wait. */
  cancel(): void {
    this.#waiting.length = 0;
    this.#canceling?.abort();
  }

  async #sendAll(): Promise<void> {
    for (let file = this.#waiting.shift(); file !== undefined; file = this.#waiting.shift()) {
      await this.#sendOne(file);
    }
    this.#show(null);
  }

  async #sendOne(file: File): Promise<void> {
    const { store, send, tell } = this.#options;
    const { signal } = (this.#canceling = new AbortController());
    const show = (sent: number) => this.#show({ name: file.name, sent, waiting: this.#waiting.length });
    show(0);
    try {
      const attachment = await store(file, { signal, onProgress: show });
      signal.throwIfAborted();
      send(attachment);
    } catch (error) {
      if (!signal.aborted)
        tell(`${file.name}: ${error instanceof Error ? error.message : 'It was not sent.'}`);
    }
  }

  #show(current: Upload | null): void {
    this.#current = current;
    for (const listener of this.#listeners) listener();
  }
}
