import { AsyncLocalStorage, executionAsyncId } from 'node:async_hooks';
import { beforeEach, describe, expect, it } from '@jest/globals';

describe('a test', () => {
  let namedByHook: string | undefined;

  beforeEach(() => {
    namedByHook = expect.getState().currentTestName;
  });

  it('pays for no async hook when it makes promises', async () => {
    await null;
    const first = executionAsyncId();
    await null;
    expect(executionAsyncId()).toBe(first);
  });

  it('is known to its hooks by name', () => {
    expect(namedByHook).toBe('a test is known to its hooks by name');
  });

  it('gets storages that end with its file', () => {
    expect(AsyncLocalStorage.name).toBe('FileStorage');
  });

  it('may use a storage of its own', async () => {
    const storage = new AsyncLocalStorage<string>();
    const later = storage.run('own', async () => {
      await null;
      return storage.getStore();
    });
    expect(storage.getStore()).toBeUndefined();
    await expect(later).resolves.toBe('own');
  });
});
