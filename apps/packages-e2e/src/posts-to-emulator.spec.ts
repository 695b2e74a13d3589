import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type Gateway } from '@serverless-ws/apigw-emulator';
import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import type { ServerEvent, Undelivered } from '@serverless-ws/chat-domain';
import { WebSocket } from 'ws';

const REGION = 'eu-west-1';
const CREDENTIALS = {
  accessKeyId: 'AKIDLOCAL',
  secretAccessKey: 'a/local+secret',
  sessionToken: 'a//session+token==',
};
const bye: ServerEvent = { type: 'bye', reason: 'maintenance', reconnect: true };

let emulator: Gateway;
let ids: string[];
let sockets: WebSocket[];

beforeEach(async () => {
  ids = [];
  sockets = [];
  emulator = await startGateway({
    credentials: (key) => (key === CREDENTIALS.accessKeyId ? CREDENTIALS : undefined),
    region: REGION,
    routes: {
      $connect: {
        invoke: (event) => {
          ids.push(event.requestContext.connectionId);
          return { statusCode: 200 };
        },
      },
    },
  });
});

afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await emulator.close();
});

/** A client, and the first frame that it hears. */
async function client(): Promise<{
  readonly heard: Promise<string>;
  readonly closed: Promise<void>;
  readonly id: string;
}> {
  const socket = new WebSocket(emulator.url);
  sockets.push(socket);
  const heard = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { heard, closed, id: ids.at(-1) ?? '' };
}

function gateway(credentials: Partial<typeof CREDENTIALS> = {}): ApiGatewayMessageGateway {
  return new ApiGatewayMessageGateway({
    endpoint: { url: emulator.managementUrl },
    region: REGION,
    credentials: () => Promise.resolve({ ...CREDENTIALS, ...credentials }),
  });
}

async function deliver(to: ApiGatewayMessageGateway, connectionIds: readonly string[]) {
  const undelivered: Undelivered[] = [];
  async function* page() {
    yield connectionIds.map((connectionId) => ({ connectionId, connectedAt: 0 }));
  }
  const summary = await to.deliver(bye, page(), {
    deadline: Date.now() + 20_000,
    onUndelivered: (one) => undelivered.push(one),
  });
  await to.close();
  return { summary, reasons: undelivered.map(({ outcome, reason }) => `${outcome}: ${reason}`) };
}

describe('the gateway, against an API that verifies signatures by itself', () => {
  it('reaches who is connected, and calls gone who is not', async () => {
    const [ada, bob, eve] = [await client(), await client(), await client()];
    sockets[2]?.close();
    await eve.closed;
    const { summary, reasons } = await deliver(gateway(), [ada.id, bob.id, eve.id]);
    expect(summary).toEqual({ delivered: 2, gone: 1, failed: 0 });
    expect(reasons).toEqual(['gone: 410 GoneException']);
    expect([await ada.heard, await bob.heard].map((frame) => JSON.parse(frame) as unknown)).toEqual([
      bye,
      bye,
    ]);
  });

  it.each([
    ['secret', { secretAccessKey: 'another' }],
    ['session token', { sessionToken: 'old' }],
  ])('reports no connection gone for a %s that is not valid any more', async (_, credentials) => {
    const ada = await client();
    const { summary, reasons } = await deliver(gateway(credentials), [ada.id]);
    expect(summary).toEqual({ delivered: 0, gone: 0, failed: 1 });
    expect(reasons[0]).toMatch(/^failed: 403 /);
  });

  it('goes on with the credentials that come after those that are refused', async () => {
    const [ada, bob] = [await client(), await client()];
    let asked = 0;
    const rotating = new ApiGatewayMessageGateway({
      endpoint: { url: emulator.managementUrl },
      region: REGION,
      credentials: () =>
        Promise.resolve((asked += 1) === 1 ? { ...CREDENTIALS, sessionToken: 'old' } : CREDENTIALS),
    });
    const { summary } = await deliver(rotating, [ada.id, bob.id]);
    expect(summary).toEqual({ delivered: 2, gone: 0, failed: 0 });
  });

  it('ends a connection', async () => {
    const ada = await client();
    await gateway().disconnect(ada.id);
    await ada.closed;
    await gateway().disconnect(ada.id);
  });
});
