import { executionAsyncId } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { disableStorages, FileStorage } from './file-storage.mjs';

describe('a storage of a test file', () => {
  it('holds what it is given, also later', async () => {
    const storage = new FileStorage<string>();
    const later = storage.run('given', async () => {
      await null;
      return storage.getStore();
    });
    expect(storage.getStore()).toBeUndefined();
    await expect(later).resolves.toBe('given');
  });

  it('holds nothing once the file has ended, and costs no promise a hook', async () => {
    const [first, second] = [new FileStorage<string>(), new FileStorage<string>()];
    first.enterWith('first');
    second.enterWith('second');
    disableStorages();
    expect([first.getStore(), second.getStore()]).toEqual([undefined, undefined]);
    await null;
    const before = executionAsyncId();
    await null;
    expect(executionAsyncId()).toBe(before);
  });
});
