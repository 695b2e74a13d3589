import { eventIn, type AnyEventDescriptor, type EventFrame } from '@serverless-ws/chat-protocol';
import type { ChatClientEvents } from './chat-client-events.js';
import type { ReceivedFrame } from './frame-text.js';

/**
 * The listeners of a client: for its own events by name, and for those of the server by descriptor. One that throws
 * affects neither the others nor the caller: it becomes an uncaught error.
 */
export class Listeners {
  readonly #listeners = new Map<string, Set<(event: never) => void>>();

  /**
   * Adds a listener for one kind of event.
   * @returns removes it
   */
  on<Type extends keyof ChatClientEvents>(
    type: Type,
    listener: (event: ChatClientEvents[Type]) => void,
  ): () => void;
  on<Event extends AnyEventDescriptor>(
    event: Event,
    listener: (event: EventFrame<Event>) => void,
  ): () => void;
  on(event: keyof ChatClientEvents | AnyEventDescriptor, listener: (event: never) => void): () => void {
    // The overloads tie the listener to the event.
    const listen = listener as (event: unknown) => void;
    const [type, own] =
      typeof event === 'string'
        ? [event, (occurred: unknown) => listen(occurred)]
        : [
            frames(event.type),
            (frame: unknown) => {
              const read = eventIn(event, frame);
              if (read !== null) listen(read);
            },
          ];
    const all = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, all.add(own));
    return () => all.delete(own);
  }

  emit<Type extends keyof ChatClientEvents>(type: Type, event: ChatClientEvents[Type]): void {
    this.#emit(type, event);
  }

  /** Tells the listeners of the frame's event. */
  received(frame: ReceivedFrame): void {
    this.#emit(frames(frame.type), frame);
  }

  /** Removes all listeners. */
  clear(): void {
    for (const all of this.#listeners.values()) all.clear();
  }

  #emit(type: string, event: unknown): void {
    const all = this.#listeners.get(type);
    for (const listener of [...(all ?? [])]) {
      // One before it may have removed it.
      if (!all?.has(listener)) continue;
      try {
        (listener as (event: unknown) => void)(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

/** What the frames of a type are called among the events of the client. */
function frames(type: string): string {
  return `/${type}`;
}
