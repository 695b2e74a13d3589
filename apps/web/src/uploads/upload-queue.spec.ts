import { drainMicrotasks } from '@serverless-ws/chat-client/testing';
import { describe, expect, it } from '@jest/globals';
import { UploadQueue } from './upload-queue.js';
import type { PutOptions } from '../attachments/put-file.js';

/** A queue whose files are stored when the test says so. */
function world() {
  const sent: string[] = [];
  const told: string[] = [];
  const storing: { name: string; options: PutOptions; finish: () => void; fail: (error: unknown) => void }[] =
    [];
  const queue = new UploadQueue({
    store: ({ name, type, size }, options) =>
      new Promise((resolve, reject) => {
        options.signal.addEventListener('abort', () => reject(options.signal.reason));
        storing.push({
          ...{ name, options, fail: reject },
          finish: () => resolve({ key: `tea/${name}`, name, type, size }),
        });
      }),
    send: ({ key }) => sent.push(key),
    tell: (text) => told.push(text),
  });
  return { queue, sent, told, storing };
}

const file = (name: string) => new File(['abc'], name, { type: 'image/png' });

describe('files that are sent', () => {
  it('go one after the other, each in a message', async () => {
    const { queue, sent, storing } = world();
    queue.add([file('a'), file('b')]);
    expect(queue.current).toEqual({ name: 'a', sent: 0, waiting: 1 });
    queue.add([file('c')]);
    expect(queue.current).toEqual({ name: 'a', sent: 0, waiting: 2 });
    for (let index = 0; index < 3; index += 1) {
      storing[index]?.finish();
      await drainMicrotasks();
    }
    expect(sent).toEqual(['tea/a', 'tea/b', 'tea/c']);
    expect(queue.current).toBeNull();
  });

  it('say how much of them is sent', () => {
    const { queue, storing } = world();
    const seen: unknown[] = [];
    const stop = queue.subscribe(() => seen.push(queue.current?.sent));
    queue.add([file('a')]);
    storing[0]?.options.onProgress(0.5);
    stop();
    storing[0]?.options.onProgress(0.9);
    expect(seen).toEqual([0, 0.5]);
  });

  it('that fail are told of, and the next one is sent', async () => {
    const { queue, sent, told, storing } = world();
    queue.add([file('a'), file('b')]);
    storing[0]?.fail(new Error('A file has 10 bytes at most.'));
    await drainMicrotasks();
    storing[1]?.finish();
    await drainMicrotasks();
    expect([told, sent]).toEqual([['a: A file has 10 bytes at most.'], ['tea/b']]);
  });

  it('are canceled with all that wait, and nothing is told; later ones are sent', async () => {
    const { queue, sent, told, storing } = world();
    queue.cancel();
    queue.add([file('a'), file('b')]);
    queue.cancel();
    await drainMicrotasks();
    expect([queue.current, sent, told, storing.length]).toEqual([null, [], [], 1]);
    queue.add([file('c')]);
    storing[1]?.finish();
    await drainMicrotasks();
    expect(sent).toEqual(['tea/c']);
  });

  it('are in no message where they were canceled as they arrived', async () => {
    const { queue, sent, storing } = world();
    queue.add([file('a')]);
    storing[0]?.finish();
    queue.cancel();
    await drainMicrotasks();
    expect([queue.current, sent]).toEqual([null, []]);
  });
});
