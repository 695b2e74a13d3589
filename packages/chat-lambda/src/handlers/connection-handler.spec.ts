import { describe, expect, it } from '@jest/globals';
import { ChatError, type ChatErrorCode } from '@serverless-ws/chat-domain';

import { connectEvent, disconnectEvent, frameEvent } from '../../test/events.js';
import { ada, frameIn, fixture } from '../../test/fixture.js';
import { identityContext } from '../identity/identity-context.js';
import { connectionHandler } from './connection-handler.js';

const authorizer = { ...identityContext(ada) };
const offering = (protocols: string) =>
  connectEvent({ authorizer, headers: { 'sec-websocket-protocol': protocols } });

describe('$connect', () => {
  it('stores the connection with the identity from the authorizer', async () => {
    const { handlers, connections } = fixture();
    await expect(handlers.connection(connectEvent({ authorizer }))).resolves.toEqual({ statusCode: 200 });
    await expect(connections.find('conn-1=')).resolves.toMatchObject({ identity: ada });
  });

  it('selects the one protocol it speaks, and never the token', async () => {
    const { handlers } = fixture();
    const response = await handlers.connection(offering('chat.jwt.a.b.c, chat.v1'));
    expect(response).toEqual({ statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'chat.v1' } });
    await expect(handlers.connection(offering('chat.jwt.a.b.c'))).resolves.toEqual({ statusCode: 200 });
  });

  it('rejects a connection without an authorizer identity', async () => {
    const { handlers, connections } = fixture();
    await expect(handlers.connection(connectEvent())).resolves.toEqual({ statusCode: 401 });
    await expect(connections.find('conn-1=')).resolves.toBeNull();
  });

  it.each<[ChatErrorCode, number]>([
    ['unavailable', 503],
    ['banned', 403],
    ['too_many_connections', 429],
    ['internal', 500],
  ])('rejects with a status of its own for %s', async (code, statusCode) => {
    const { ports, logger } = fixture();
    ports.connections.add = () => Promise.reject(new ChatError(code, 'no'));
    const handler = connectionHandler(ports);
    await expect(handler(connectEvent({ authorizer }))).resolves.toEqual({ statusCode });
    // A rejected user is not an error of the server.
    expect(logger.messages('error')).toEqual(statusCode < 500 ? [] : ['failed']);
    expect(logger.messages('info')).toEqual(statusCode < 500 ? ['refused'] : []);
  });
});

describe('where the store accepts calls and never responds', () => {
  const context = { getRemainingTimeInMillis: () => 20 };
  const never = () => new Promise<never>(() => undefined);

  it('$connect responds 503 before its time is up', async () => {
    const { ports } = fixture();
    ports.connections.add = never;
    const response = await connectionHandler(ports)(connectEvent({ authorizer }), context);
    expect(response).toEqual({ statusCode: 503 });
  });

  it('so does $disconnect', async () => {
    const { ports } = fixture();
    ports.connections.remove = never;
    await expect(connectionHandler(ports)(disconnectEvent(), context)).resolves.toEqual({ statusCode: 503 });
  });
});

describe('$disconnect', () => {
  it('deletes the connection, however often it arrives', async () => {
    const { handlers, connections, connect } = fixture();
    await connect(ada, 'conn-1=');
    await expect(handlers.connection(disconnectEvent())).resolves.toEqual({ statusCode: 200 });
    await expect(handlers.connection(disconnectEvent())).resolves.toEqual({ statusCode: 200 });
    await expect(connections.find('conn-1=')).resolves.toBeNull();
  });
});

describe('a frame that calls itself $connect', () => {
  it('gets bad_request and has no other effect', async () => {
    const { handlers, connections } = fixture();
    const response = await handlers.connection(frameEvent({ action: '$connect' }, { authorizer }));
    expect(frameIn(response)).toMatchObject({ type: 'error', code: 'bad_request' });
    await expect(connections.find('conn-1=')).resolves.toBeNull();
  });
});
