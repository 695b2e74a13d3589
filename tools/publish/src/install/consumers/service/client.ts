// What a team's page has: chat-client, and the descriptors of its own actions and events.
import { ChatClient } from '@serverless-ws/chat-client';
import { defineAction } from '@serverless-ws/chat-protocol';
import { nod, nodded } from './src/nodded.js';
import { wave, waved } from './src/wave.js';

export { ring } from './src/rung.js';
export { nod, nodded, wave, waved };

/** A connected client. */
export function connected(url: string, token: string): ChatClient {
  const client = new ChatClient({ url, getToken: () => token });
  client.connect();
  return client;
}

/** Who waves next. */
export function nextWave(client: ChatClient): Promise<{ room: string; by: string }> {
  return new Promise((resolve) => {
    const stop = client.on(waved, ({ room, by }) => {
      stop();
      resolve({ room, by });
    });
  });
}

export async function nodsIn(client: ChatClient, room: string, times: number): Promise<number> {
  const response = await client.request(nod, { room, times });
  return response.times satisfies number;
}

/** What does not compile; never called. */
export async function mistakes(client: ChatClient): Promise<void> {
  // @ts-expect-error a room is a text
  await client.request(wave, { room: 1 });
  // @ts-expect-error a field is missing
  await client.request(wave, {});
  // @ts-expect-error a frame does not say who it is from
  await client.request(wave, { room: 'tea', identity: { userId: 'root' } });
  // @ts-expect-error a count is a number
  await client.request(nod, { room: 'tea', times: 'often' });
  // @ts-expect-error `done` has no such field
  (await client.request(wave, { room: 'tea' })).times;
  // @ts-expect-error an event has no such field
  client.on(waved, ({ times }) => times);
  // @ts-expect-error a user id is a text
  waved({ room: 'tea', by: 1 });
  // @ts-expect-error a frame cannot say who it is from
  defineAction({ name: 'acme.forge', fields: { identity: wave.fields.room }, response: 'done' });
  // @ts-expect-error nor on which connection
  defineAction({ name: 'acme.forge', fields: { connectionId: wave.fields.room }, response: 'done' });
}
