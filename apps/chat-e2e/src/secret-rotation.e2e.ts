import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { mintToken } from '@serverless-ws/local-stack/token/mint-token.js';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';
import { WebSocket } from 'ws';
import { startSecretStore, type SecretStore } from './secret-store.js';

/** Milliseconds after which a client tries again. */
const RETRY = 100;

describe('a secret of Secrets Manager', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rotation-'));
  const sockets: WebSocket[] = [];
  const denied: string[] = [];
  const logged: string[] = [];
  let store: SecretStore;
  let stack: LocalStack;

  beforeAll(async () => {
    store = await startSecretStore();
    stack = await startLocalStack({
      coldStart: true,
      serverlessFile: patientDeployment(folder),
      environment: { JWT_SECRET_ARN: store.arn },
      endpoints: { secretsmanager: store.endpoint },
      onDenied: (name, { action }) => denied.push(`${name} ${action}`),
      log: (_, text) => logged.push(text),
    });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.terminate();
    await stack.close();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const tokenBy = (secret: string) =>
    mintToken({ sub: 'ada', name: 'Ada', roles: [], expiresIn: 3_600 }, secret);

  /** A handshake with a token that is signed with this secret: an open socket, or the status that refuses it. */
  function handshake(secret: string): Promise<WebSocket | number> {
    const socket = new WebSocket(stack.url, { headers: { Authorization: tokenBy(secret) } });
    sockets.push(socket);
    return new Promise((resolve) => {
      socket.once('open', () => resolve(socket));
      socket.once('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode));
      socket.on('error', () => undefined);
    });
  }

  /** What a client does: it tries again, after a while, until it is let in. */
  async function letIn(secret: string): Promise<WebSocket> {
    for (;;) {
      const result = await handshake(secret);
      if (result instanceof WebSocket) return result;
      await wait(RETRY);
    }
  }

  const pong = (socket: WebSocket) => {
    const answered = new Promise<string>((resolve) =>
      socket.once('message', (data) => resolve(String(data))),
    );
    socket.send('{"action":"ping"}');
    return answered;
  };

  it('is rotated twice, and no user is cut off, by an authorizer that may read that secret alone', async () => {
    const first = store.current;
    const ada = await letIn(first);
    expect(await handshake('a-secret-of-a-stranger-that-is-as-long-as-it-takes')).toBe(401);

    const second = store.rotate();
    const bob = await letIn(second);
    expect(await handshake(first)).toBeInstanceOf(WebSocket);
    expect(await handshake(second)).toBeInstanceOf(WebSocket);

    const third = store.rotate();
    const carol = await letIn(third);
    expect(await handshake(second)).toBeInstanceOf(WebSocket);
    expect(await handshake(first)).toBe(401);
    for (const socket of [ada, bob, carol]) expect(await pong(socket)).toContain('"type":"pong"');
    expect(denied).toEqual([]);
    expect(logged.join()).not.toContain(first);
  });

  it('is kept while it cannot be read; a new container says that it is unavailable, not that a token is wrong', async () => {
    const { current } = store;
    await letIn(current);
    store.setReachable(false);
    expect(await handshake(current)).toBeInstanceOf(WebSocket);
    await stack.crash('authorizer');
    expect(await handshake(current)).toBe(500);
    store.setReachable(true);
    await letIn(current);
    const { reads } = store;
    for (let count = 0; count < 5; count += 1) expect(await handshake(current)).toBeInstanceOf(WebSocket);
    expect(store.reads).toBe(reads);
  });
});
