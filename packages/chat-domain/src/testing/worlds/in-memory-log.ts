import type { LogPage } from '../../use-cases/log/log-page.js';
import { inMemoryChat } from './in-memory-chat.js';
import { intercept, type PortCall } from './intercept.js';
import { LogScribe } from './log-scribe.js';

/** The log of one room, `tea`, with those who write it, by hand or properly, and those who read it. */
export function inMemoryLog() {
  const { clock, messages, ids, reader, writer } = inMemoryChat();
  const log = new LogScribe(messages, clock);
  /** A writer whose every store call somebody meets first. */
  const writerMet = (meet: (call: PortCall) => Promise<unknown>) =>
    inMemoryChat({ messages: intercept(messages, meet), clock, ids }).writer;
  /** The texts in the log, each with its position. */
  const texts = async (): Promise<readonly string[]> => {
    const { seq: to } = await log.head();
    const entries = await messages.read('tea', { from: 1, to, order: 'ascending', limit: to });
    return entries.flatMap((entry) => ('text' in entry ? [`${entry.seq} ${entry.text}`] : []));
  };
  return { clock, messages, log, reader, writer, writerMet, texts };
}

/** The positions that a page shows. */
export function positionsOf({ entries }: LogPage): readonly number[] {
  return entries.map(({ seq }) => seq);
}
