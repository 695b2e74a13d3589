import type { AsyncLocalStorage } from 'node:async_hooks';

export class FileStorage<Value> extends AsyncLocalStorage<Value> {}

export function disableStorages(): void;
