const { ChatClient, openSocket } = require('@serverless-ws/chat-client');
const { drainMicrotasks, startClient } = require('@serverless-ws/chat-client/testing');
const { kick, parseServerFrame } = require('@serverless-ws/chat-protocol');

test('a client talks', async () => {
  const { client, server, texts, connect } = startClient();
  expect(client).toBeInstanceOf(ChatClient);
  await connect();
  server.say('hello');
  await client.send('hi');
  await drainMicrotasks();
  expect(texts).toEqual(['hello', 'hi']);
  await expect(client.request(kick, { userId: 'eve' })).resolves.toMatchObject({ action: 'kick' });
  client.close();
});

test('its sockets are those of Node', () => {
  expect(String(openSocket)).toContain('authorization');
  expect(parseServerFrame('{"type":"from the future"}')).toBeNull();
});
