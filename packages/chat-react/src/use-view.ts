import type { View } from '@serverless-ws/chat-client';
import { useCallback, useSyncExternalStore } from 'react';

/**
 * What a view shows; rendered again when that changes. On a server: what it shows before anything has arrived.
 *
 * @example
 * ```tsx
 * const users = useView(typing(room));
 * ```
 */
export function useView<T>(view: View<T>): T {
  const subscribe = useCallback((changed: () => void) => view.subscribe(changed), [view]);
  const current = useCallback(() => view.current, [view]);
  return useSyncExternalStore(subscribe, current, current);
}
