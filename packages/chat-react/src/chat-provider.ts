import { ChatClient, type ChatClientOptions } from '@serverless-ws/chat-client';
import { createContext, createElement, useContext, useEffect, useState, type ReactNode } from 'react';

const ClientContext = createContext<ChatClient | null>(null);

/** The props of {@link ChatProvider}: a client of one's own, or the options for one that lives as long as the provider. */
export type ChatProviderProps = { readonly children?: ReactNode } & (
  | {
      /** Connected and closed by its owner. */
      readonly client: ChatClient;
    }
  | {
      /** Those of the first render count. For another user, give the provider another `key`. */
      readonly options: ChatClientOptions;
    }
);

/**
 * Gives the components below it a client. With `options` it connects after the first render, and closes for good when it is
 * unmounted; on a server it only renders.
 *
 * @example
 * ```tsx
 * <ChatProvider options={{ url: 'wss://chat.example.com', getToken }}>
 *   <Tea />
 * </ChatProvider>
 * ```
 */
export function ChatProvider(props: ChatProviderProps): ReactNode {
  if ('client' in props) return createElement(ClientContext, { value: props.client }, props.children);
  return createElement(OwnClient, { options: props.options }, props.children);
}

interface OwnClientProps {
  readonly options: ChatClientOptions;
  readonly children?: ReactNode;
}

function OwnClient({ options, children }: OwnClientProps): ReactNode {
  const [first] = useState(options);
  const [client, setClient] = useState(() => new ChatClient(first));
  useEffect(() => {
    // A closed client stays closed: StrictMode, and a page that is shown again, mount a second time.
    if (client.state.status === 'closed') setClient(new ChatClient(first));
    else client.connect();
    return () => client.close();
  }, [client, first]);
  return createElement(ClientContext, { value: client }, children);
}

/**
 * The client of the nearest {@link ChatProvider}.
 * @throws Error outside of one
 */
export function useClient(): ChatClient {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('There is no <ChatProvider> above this component.');
  return client;
}
