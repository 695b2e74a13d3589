import { ChatClient } from '@serverless-ws/chat-client';
import type { ChatSite } from './chat-site.js';

/** A user without a browser, who is online until the site ends. */
export function chatPerson(site: ChatSite, name: string, roles: readonly string[] = []): Promise<ChatClient> {
  const getToken = () => site.stack.token({ sub: name.toLowerCase(), name, roles: [...roles] });
  const client = new ChatClient({ url: site.stack.url, getToken });
  site.atEnd(() => client.close());
  client.connect();
  return new Promise((resolve) => client.on('state', ({ status }) => status === 'online' && resolve(client)));
}
