import type { ChatClient, ConnectionState, TokenClaims } from '@serverless-ws/chat-client';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useClient } from './chat-provider.js';

/** The chat of a page. */
export interface Chat {
  readonly client: ChatClient;
  /** Of the connection. */
  readonly state: ConnectionState;
  /** The user in the token; empty before the first connection. */
  readonly user: TokenClaims;
}

/**
 * The client, and the state of its connection; rendered again when that changes.
 *
 * @example
 * ```tsx
 * const { state } = useChat();
 * if (state.status === 'offline') return <p>Offline: {state.reason}</p>;
 * ```
 */
export function useChat(): Chat {
  const client = useClient();
  const subscribe = useCallback((changed: () => void) => client.on('state', changed), [client]);
  const currentState = useCallback(() => client.state, [client]);
  const currentUser = useCallback(() => client.user, [client]);
  const state = useSyncExternalStore(subscribe, currentState, currentState);
  const user = useSyncExternalStore(subscribe, currentUser, currentUser);
  return useMemo(() => ({ client, state, user }), [client, state, user]);
}
