import { ChatClient } from '@serverless-ws/chat-client';
import { drainMicrotasks, startClient } from '@serverless-ws/chat-client/testing';

test('a client talks', async () => {
  const { client, server, texts, connect } = startClient();
  expect(client).toBeInstanceOf(ChatClient);
  await connect();
  server.say('hello');
  await client.send('hi');
  await drainMicrotasks();
  expect(texts).toEqual(['hello', 'hi']);
  client.close();
});
