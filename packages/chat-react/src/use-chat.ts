import type { ChatClient, ConnectionState, TokenClaims } from '@serverless-ws/chat-client';
import { useCallback, useSyncExternalStore } from 'react';
import { useClient } from './chat-provider.js';

/** The chat of a page. */
export interface Chat {
  readonly client: ChatClient;
  /** Of the connection. */
  readonly state: ConnectionState;
  /** The user in the token; empty before the first connection. */
  readonly user: TokenClaims;
}

/** The client, and the state of its connection; rendered again when that changes. */
export function useChat(): Chat {
  const client = useClient();
  const subscribe = useCallback((changed: () => void) => client.on('state', changed), [client]);
  const current = useCallback(() => client.state, [client]);
  const state = useSyncExternalStore(subscribe, current, current);
  return { client, state, user: client.user };
}
