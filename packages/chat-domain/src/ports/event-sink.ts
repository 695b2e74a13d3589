import type { ChatEvent } from '../model/chat-event.js';
import type { SanctionEvent } from '../model/sanction-event.js';

/**
 * Where the events of a chat go: a queue or a bus of the company.
 *
 * MUST accept events of any room, as large as entries may be, and any number of them in one call. MAY deliver an event more
 * than once. A sink that keeps an order MUST deliver the events of a room in the order in which they were given, within a
 * call and over calls, also where some of a call were accepted and others not.
 */
export interface EventSink {
  /**
   * Resolves once all events are stored for their consumers. A call that rejects, with `ChatError` `unavailable`, may have
   * delivered the first of them: all are given again.
   *
   * @param events - of one room: entries in the order of its log, or a sanction
   */
  deliver(events: readonly (ChatEvent | SanctionEvent)[]): Promise<void>;
}
