import { ChatError } from '../model/chat-error.js';
import type { ChatEvent } from '../model/chat-event.js';
import type { SanctionEvent } from '../model/sanction-event.js';
import type { EventSink } from '../ports/event-sink.js';

/** Keeps events in the order in which they come, and is down when it is told to. For tests. */
export class InMemoryEventSink implements EventSink {
  /** What was delivered, in order; some events may be in it twice. */
  readonly delivered: ChatEvent[] = [];
  /** The sanctions that were delivered, in order. */
  readonly sanctions: SanctionEvent[] = [];
  /** Whether it takes nothing. */
  isDown = false;

  async deliver(events: readonly (ChatEvent | SanctionEvent)[]): Promise<void> {
    if (this.isDown) throw new ChatError('unavailable', 'The sink is down.');
    for (const event of events) {
      if ('sanction' in event) this.sanctions.push(event);
      else this.delivered.push(event);
    }
  }
}
