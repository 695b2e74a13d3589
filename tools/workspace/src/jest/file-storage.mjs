// Storages that last as long as a test file. Before Node.js 24 an AsyncLocalStorage in use makes every promise of the
// process slower, and keeps what was evaluated beside it; a test file evaluates its modules anew, and none disables them.
import { AsyncLocalStorage } from 'node:async_hooks';

const storages = new Set();

/** An AsyncLocalStorage that {@link disableStorages} ends. */
export class FileStorage extends AsyncLocalStorage {
  constructor(...parameters) {
    super(...parameters);
    storages.add(this);
  }
}

/** Disables all that were made since the last call. */
export function disableStorages() {
  for (const storage of storages) storage.disable();
  storages.clear();
}
