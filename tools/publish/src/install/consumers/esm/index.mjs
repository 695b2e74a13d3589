// Plain ES modules: a whole chat in memory, and every adapter built.
import assert from 'node:assert/strict';
import { startGateway } from '@serverless-ws/apigw-emulator';
import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import { ChatClient } from '@serverless-ws/chat-client';
import { createChat, isChatError } from '@serverless-ws/chat-domain';
import * as memory from '@serverless-ws/chat-domain/in-memory';
import { DynamoMessageRepository } from '@serverless-ws/chat-dynamo';
import { JwtTokenVerifier } from '@serverless-ws/chat-jwt';
import { encode, parseClientFrame } from '@serverless-ws/chat-protocol';
import { SqsBroadcastQueue } from '@serverless-ws/chat-sqs';
import { startService } from '@serverless-ws/serverless-local';

const clock = new memory.ManualClock();
const gateway = new memory.InMemoryMessageGateway(clock);
const chat = createChat({
  connections: new memory.InMemoryConnectionRepository(clock),
  heads: new memory.InMemoryRoomHeadRepository(),
  messages: new memory.InMemoryMessageRepository(clock),
  gateway,
  clock,
  ids: new memory.SequentialIds(),
  digest: new memory.PlainDigest(),
  logger: new memory.RecordingLogger(),
});
const identity = { userId: 'ada', name: 'Ada', roles: [], expiresAt: null };
await chat.connect.execute({ connectionId: 'c1', identity });
await chat.sendMessage.execute({ connectionId: 'c1', identity, kind: 'message', text: 'hi' });
assert.equal(gateway.received('c1').length, 1);

assert.throws(() => parseClientFrame('nonsense'), isChatError);
assert.equal(parseClientFrame('{"action":"ping"}').action, 'ping');
assert.match(encode({ type: 'pong', heads: {}, rooms: [] }), /pong/);

const emulator = await startGateway({ routes: {} });
await emulator.close();
await assert.rejects(startService({ file: 'nowhere.yml' }), { code: 'file_missing' });
for (const adapter of [
  ApiGatewayMessageGateway,
  DynamoMessageRepository,
  JwtTokenVerifier,
  SqsBroadcastQueue,
  ChatClient,
]) {
  assert.equal(typeof adapter, 'function');
}
console.log('esm ok');
