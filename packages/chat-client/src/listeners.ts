import { eventIn, type AnyEventDescriptor, type EventFrame } from '@serverless-ws/chat-protocol';
import type { ChatClientEvents } from './chat-client-events.js';
import type { ReceivedFrame } from './connection/session.js';
import { Emitter } from './emitter.js';

/** The listeners of a client: for its own events by name, and for those of the server by descriptor. */
export class Listeners {
  readonly #emitter = new Emitter<Record<string, unknown>>();

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
    if (typeof event === 'string') return this.#emitter.on(event, listen);
    return this.#emitter.on(frames(event.type), (frame) => {
      const read = eventIn(event, frame);
      if (read !== null) listen(read);
    });
  }

  emit<Type extends keyof ChatClientEvents>(type: Type, event: ChatClientEvents[Type]): void {
    this.#emitter.emit(type, event);
  }

  /** Tells the listeners of the frame's event. */
  received(frame: ReceivedFrame): void {
    this.#emitter.emit(frames(frame.type), frame);
  }

  /** Removes all listeners. */
  clear(): void {
    this.#emitter.clear();
  }
}

/** What the frames of a type are called among the events of the client. */
function frames(type: string): string {
  return `/${type}`;
}
