import { ChatClient, type ChatClientOptions } from '@serverless-ws/chat-client';
import type { ChatSite } from './chat-site.js';

/** A user without a browser, who is online; to be closed. */
export function chatPerson(
  { stack }: ChatSite,
  name: string,
  roles: readonly string[] = [],
): Promise<ChatClient> {
  const getToken = () => stack.token({ sub: name.toLowerCase(), name, roles: [...roles] });
  return chatPersonWith({ url: stack.url, getToken });
}

/** A user without a browser, who is online at an address; to be closed. */
export function chatPersonWith(options: ChatClientOptions): Promise<ChatClient> {
  const client = new ChatClient(options);
  client.connect();
  return new Promise((resolve) => client.on('state', ({ status }) => status === 'online' && resolve(client)));
}
