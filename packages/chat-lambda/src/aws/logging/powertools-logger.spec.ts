import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { frameEvent } from '../../../test/events.js';
import { ada, fixture } from '../../../test/fixture.js';
import { identityContext } from '../../identity/identity-context.js';
import { PowertoolsLogger } from './powertools-logger.js';
import { RequestScope } from '../../logging/request-scope.js';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.c2lnbmF0dXJl';

let written: string;
const streams = [process.stdout, process.stderr];

beforeEach(() => {
  written = '';
  for (const stream of streams) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written += String(chunk);
      return true;
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});

const lines = (): Record<string, unknown>[] =>
  written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('PowertoolsLogger', () => {
  it.each([undefined, 'acme-chat'])('names the service that the environment names: %s', (name) => {
    if (name !== undefined) process.env['POWERTOOLS_SERVICE_NAME'] = name;
    new PowertoolsLogger(new RequestScope()).info('hello');
    delete process.env['POWERTOOLS_SERVICE_NAME'];
    expect(lines()).toMatchObject([{ service: name ?? 'serverless-ws-chat' }]);
  });

  it('names the function as Lambda does', () => {
    process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'chat-prod-room';
    new PowertoolsLogger(new RequestScope()).info('hello');
    delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
    expect(lines()).toMatchObject([{ function_name: 'chat-prod-room' }]);
  });

  it('writes one JSON object a line, with the fields of the request', async () => {
    const scope = new RequestScope();
    const logger = new PowertoolsLogger(scope);
    await scope.run({ connectionId: 'a', requestId: 'r' }, async () => {
      await Promise.resolve();
      scope.run({ userId: 'ada' }, () => logger.info('hello', { room: 'tea' }));
    });
    logger.warn('alone');
    expect(lines()).toMatchObject([
      { level: 'INFO', message: 'hello', connectionId: 'a', requestId: 'r', userId: 'ada', room: 'tea' },
      { level: 'WARN', message: 'alone' },
    ]);
    expect(lines()[1]).not.toHaveProperty('connectionId');
  });

  it('keeps requests apart that run at the same time', async () => {
    const scope = new RequestScope();
    const logger = new PowertoolsLogger(scope);
    const request = (requestId: string) =>
      scope.run({ requestId }, async () => {
        await Promise.resolve();
        logger.info('mine', { said: requestId });
      });
    await Promise.all([request('1'), request('2')]);
    expect(lines().every(({ requestId, said }) => requestId === said)).toBe(true);
  });

  it('writes of an error its name, message, stack and causes, and no other property', () => {
    const cause = Object.assign(new Error('conditional check failed'), { Item: { text: 'a private text' } });
    const error = new TypeError(`no: ${TOKEN}`, { cause });
    new PowertoolsLogger(new RequestScope()).error('failed', error, { header: `Bearer ${TOKEN}` });
    new PowertoolsLogger(new RequestScope()).error('failed', 'a private text');
    expect(lines()[0]).toMatchObject({
      level: 'ERROR',
      error: { name: 'TypeError', message: 'no: [token]', cause: { message: 'conditional check failed' } },
      header: 'Bearer [token]',
    });
    expect(written).not.toContain('private');
    expect(written).not.toContain('eyJ');
  });

  it('says nothing at the level DEBUG unless asked to', () => {
    new PowertoolsLogger(new RequestScope()).debug('detail');
    expect(written).toBe('');
  });
});

it('logs neither the texts nor the tokens of a frame, whatever its outcome', async () => {
  const { connect, messages, handlers } = fixture((scope) => new PowertoolsLogger(scope));
  await connect(ada, 'a');
  const frame = { action: 'sendMessage', text: 'a private text', token: TOKEN };
  const event = frameEvent(frame, { connectionId: 'a', authorizer: { ...identityContext(ada) } });
  await handlers.sendMessage(event);
  expect(lines().map(({ message, connectionId }) => ({ message, connectionId }))).toEqual([
    { message: 'connected', connectionId: 'a' },
    { message: 'broadcast', connectionId: 'a' },
    { message: 'sent', connectionId: 'a' },
  ]);
  messages.append = () => Promise.reject(Object.assign(new Error('throttled'), { input: frame }));
  await handlers.sendMessage(event);
  await handlers.sendMessage({ ...event, body: `${TOKEN} a private text` });
  await handlers.other(event);
  expect(written).toContain('throttled');
  expect(written).not.toContain('private');
  expect(written).not.toContain('eyJ');
});
