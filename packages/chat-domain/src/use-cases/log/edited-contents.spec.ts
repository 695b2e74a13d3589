import { describe, expect, it } from '@jest/globals';
import type { Edit, LogEntry, Message } from '../../model/log-entry.js';
import { withContents } from './edited-contents.js';

const base = { reservedAt: 0, expiresAt: 1, sender: { id: 'ada', name: 'Ada' } };
const message = (text: string, edited?: number): Message => ({
  ...{ ...base, kind: 'message', seq: 1, id: 'm1', text },
  ...(edited !== undefined && { edited: { seq: edited, at: 0 } }),
});
const edit = (seq: number): Edit => ({
  ...{ ...base, kind: 'edit', seq, id: `e${seq}` },
  target: { seq: 1, id: 'm1' },
});

/** The texts that edits get where the store holds a message, and how often it was read. */
async function texts(stored: LogEntry | null, entries: readonly LogEntry[]) {
  let reads = 0;
  const find = async () => {
    reads += 1;
    return stored;
  };
  const read = await withContents({ find }, 'tea', entries);
  const found = read.flatMap((entry) => (entry.kind === 'edit' ? [entry.content?.text ?? null] : []));
  return { found, reads };
}

describe('the content of an edit', () => {
  it('is that of its message, read once for all edits of it', async () => {
    const { found, reads } = await texts(message('b', 7), [edit(5), edit(6), edit(7)]);
    expect({ found, reads }).toEqual({ found: [null, null, 'b'], reads: 1 });
  });

  it('is that of its message among the entries, without a read', async () => {
    expect(await texts(null, [message('b', 5), edit(5)])).toEqual({ found: ['b'], reads: 0 });
  });

  it('is read again where the message among the entries was read before it was edited', async () => {
    const stale = await texts(message('b', 6), [message('old'), edit(5), edit(6)]);
    expect(stale).toEqual({ found: [null, 'b'], reads: 1 });
    const staler = await texts(message('b', 6), [message('a', 5), edit(5), edit(6)]);
    expect(staler).toEqual({ found: [null, 'b'], reads: 1 });
  });

  it.each<[string, LogEntry | null]>([
    ['is not there any more', null],
    ['is deleted', { ...base, kind: 'tombstone', seq: 1, id: 'm1' }],
    ['is another one at its position', { ...message('b', 5), id: 'm2' }],
    ['was edited later', message('b', 6)],
    ['is no message', edit(1)],
  ])('is nothing where the message %s', async (_, stored) => {
    expect((await texts(stored, [edit(5)])).found).toEqual([null]);
  });

  it('is nothing where a tombstone stands among the entries, without a read', async () => {
    const tombstone: LogEntry = { ...base, kind: 'tombstone', seq: 1, id: 'm1' };
    expect(await texts(message('b', 5), [tombstone, edit(5)])).toEqual({ found: [null], reads: 0 });
  });
});
