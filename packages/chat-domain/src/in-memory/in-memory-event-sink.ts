import { ChatError } from '../model/chat-error.js';
import type { ChatEvent } from '../model/chat-event.js';
import type { EventSink } from '../ports/event-sink.js';

/** Keeps events in the order in which they come, and is down when it is told to. For tests. */
export class InMemoryEventSink implements EventSink {
  /** What was delivered, in order; some events may be in it twice. */
  readonly delivered: ChatEvent[] = [];
  /** Whether it takes nothing. */
  isDown = false;

  async deliver(events: readonly ChatEvent[]): Promise<void> {
    if (this.isDown) throw new ChatError('unavailable', 'The sink is down.');
    this.delivered.push(...events);
  }
}
