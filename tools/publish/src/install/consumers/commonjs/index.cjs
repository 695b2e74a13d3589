// CommonJS: Node loads ES modules with `require` from 20.19 on.
const assert = require('node:assert/strict');
const { ChatError, isChatError, roomName } = require('@serverless-ws/chat-domain');
const { ManualClock } = require('@serverless-ws/chat-domain/in-memory');
const { parseServerFrame } = require('@serverless-ws/chat-protocol');

for (const name of [
  'chat-apigw',
  'chat-client',
  'chat-contracts',
  'chat-dispatch',
  'chat-dynamo',
  'chat-jwt',
  'chat-lambda',
  'chat-react',
  'chat-lambda/aws',
  'chat-lambda/bundle',
  'chat-lambda/serverless-plugin',
  'chat-sqs',
  'chat-events',
  'chat-events/sqs',
  'chat-events/eventbridge',
  'apigw-emulator',
  'serverless-local',
]) {
  assert.ok(Object.keys(require(`@serverless-ws/${name}`)).length > 0, name);
}
assert.throws(() => roomName('no spaces'), isChatError);
assert.equal(new ChatError('unavailable', 'busy').retryable, true);
assert.equal(new ManualClock(5).now(), 5);
assert.equal(parseServerFrame('{"type":"from the future"}'), null);
console.log('commonjs ok');
