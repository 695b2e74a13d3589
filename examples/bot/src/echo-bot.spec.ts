import { drainMicrotasks, startClient } from '@serverless-ws/chat-client/testing';
import { describe, expect, it } from '@jest/globals';
import { echoBot } from './echo-bot.js';

describe('the echo bot', () => {
  it('replies to messages that begin with the command, and to no others', async () => {
    const { client, server, texts } = startClient();
    echoBot(client);
    await drainMicrotasks();
    server.say('good morning');
    server.say('!echo hello');
    await drainMicrotasks();
    expect(texts).toEqual(['good morning', '!echo hello', 'Bob says: hello']);
  });

  it('does not reply to itself', async () => {
    const { client, server, texts } = startClient();
    echoBot(client);
    await drainMicrotasks();
    server.say('!echo !echo again');
    await drainMicrotasks();
    expect(texts).toEqual(['!echo !echo again', 'Bob says: !echo again']);
  });

  it('replies once to a command that arrived while it was offline, even if a second instance replies too', async () => {
    const { client, server, timers, texts } = startClient();
    echoBot(client);
    await drainMicrotasks();
    server.cut();
    server.say('!echo hello');
    await timers.advance(1_000);
    await client.send('Bob says: hello', { clientMessageId: 'echo-lobby-1' });
    expect(texts).toEqual(['!echo hello', 'Bob says: hello']);
  });
});
