import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startGateway, type FaultOutcome, type Gateway } from '@serverless-ws/apigw-emulator';
import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import { LIMITS } from '@serverless-ws/chat-domain';
import { identityOf, inMemoryChat, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import { WebSocket } from 'ws';

const CREDENTIALS = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'a/local+secret', sessionToken: 'token==' };
const REGION = 'eu-west-1';

/** A chat whose posts go through a gateway with AWS's rules, at a time that stands still. */
let chat: ReturnType<typeof inMemoryChat>;
let emulator: Gateway;
let sockets: WebSocket[];
let callback: ApiGatewayMessageGateway;
/** What happens to posts, by connection. */
let faults: Map<string, FaultOutcome>;
/** Told of every answer of `@connections`. */
let onAnswer: (status: number) => void;
/** What `$connect` waits for once the connection has its rows. */
let connected: (connectionId: string) => Promise<void>;

beforeEach(async () => {
  sockets = [];
  faults = new Map();
  onAnswer = () => undefined;
  connected = () => Promise.resolve();
  emulator = await startGateway({
    credentials: (key) => (key === CREDENTIALS.accessKeyId ? CREDENTIALS : undefined),
    region: REGION,
    faults: (operation) => {
      const outcome = operation.kind === 'management' ? faults.get(operation.connectionId) : undefined;
      return outcome === undefined ? undefined : { outcome };
    },
    logger: (entry) => {
      if (entry.event === '@connections' && typeof entry.status === 'number') onAnswer(entry.status);
    },
    routes: {
      $connect: {
        invoke: async ({ requestContext: { connectionId } }) => {
          await chat.chat.connect.execute({ connectionId, identity: identityOf('ada') });
          await connected(connectionId);
          return { statusCode: 200 };
        },
      },
    },
  });
  // Signatures are good for minutes around the time of the machine.
  const clock = new ManualClock(Date.now());
  callback = new ApiGatewayMessageGateway({
    endpoint: { url: emulator.managementUrl },
    region: REGION,
    credentials: () => Promise.resolve(CREDENTIALS),
    clock,
    scheduler: { after: (milliseconds, run) => timer(clock, milliseconds, run) },
  });
  chat = inMemoryChat({ clock, gateway: callback });
});

afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  await callback.close();
  await emulator.close();
});

function timer(clock: ManualClock, milliseconds: number, run: () => void): () => void {
  let cancelled = false;
  void clock.wait(milliseconds).then(() => {
    if (!cancelled) run();
  });
  return () => {
    cancelled = true;
  };
}

/** A client that connects, and the first frame that it hears. */
function client() {
  const socket = new WebSocket(emulator.url);
  sockets.push(socket);
  const heard = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
  const open = new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return { heard, open };
}

/** A client that is connected. */
async function guest(): Promise<{ readonly id: string; readonly heard: Promise<string> }> {
  const stored = new Promise<string>((resolve) => {
    connected = (connectionId) => Promise.resolve(resolve(connectionId));
  });
  const { heard, open } = client();
  const [id] = await Promise.all([stored, open]);
  return { id, heard };
}

/** Says hello to the lobby. */
function hello(connectionId: string) {
  return chat.chat.sendMessage.execute({
    ...{ connectionId, identity: identityOf('ada'), kind: 'message', text: 'hello' },
    clientMessageId: 'm-1',
  });
}

const members = async () =>
  (await chat.connections.members('lobby', 0, { limit: 10 })).members.map((one) => one.connectionId);
const outcome = () => chat.logger.lines.find(({ message }) => message === 'broadcast')?.fields;

/** Lets time pass, and the network work, until the promise is settled. */
async function inTime<T>(promise: Promise<T>): Promise<T> {
  let settled = false;
  const done = promise.finally(() => (settled = true));
  for (let waited = 0; !settled && waited < 2 * LIMITS.broadcastDeadline; waited += 10) {
    for (let turn = 0; turn < 25; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await chat.clock.elapse(10);
  }
  return done;
}

describe('a broadcast through the gateway', () => {
  it('keeps the row of a connection whose $connect has not returned, and reaches it', async () => {
    const ada = await guest();
    let letIn: () => void = () => undefined;
    const stored = new Promise<string>((resolve) => {
      connected = async (connectionId) => {
        resolve(connectionId);
        await new Promise<void>((admit) => (letIn = admit));
      };
    });
    const bob = client();
    const bobsId = await stored;
    const refused = new Promise<void>((resolve) => {
      onAnswer = (status) => {
        if (status === 410) resolve();
      };
    });
    const sent = hello(ada.id);
    await inTime(refused);
    letIn();
    await bob.open;
    expect(JSON.parse(await inTime(bob.heard))).toMatchObject({ messages: [{ text: 'hello' }] });
    await inTime(sent);
    expect(await members()).toEqual(expect.arrayContaining([ada.id, bobsId]));
    expect(outcome()).toMatchObject({ delivered: 2, gone: 0, failed: 0 });
  });

  it('keeps that row even when $connect takes longer than the broadcast may', async () => {
    const ada = await guest();
    const stored = new Promise<string>((resolve) => {
      connected = (connectionId) => (resolve(connectionId), new Promise(() => undefined));
    });
    client().open.catch(() => undefined);
    const bobsId = await stored;
    await inTime(hello(ada.id));
    expect(await members()).toContain(bobsId);
    expect(outcome()).toMatchObject({ delivered: 1, gone: 0, failed: 1 });
  });

  it('lets a connection that hangs delay no other: no recipient, no sender, no other room', async () => {
    const [ada, stuck, bob] = [await guest(), await guest(), await guest()];
    faults.set(stuck.id, 'drop');
    const sent = hello(ada.id);
    // Time stands still: whatever comes has waited for nothing.
    expect(JSON.parse(await bob.heard)).toMatchObject({ messages: [{ text: 'hello' }] });
    expect(JSON.parse(await ada.heard)).toMatchObject({ messages: [{ clientMessageId: 'm-1' }] });
    const bobs = { connectionId: bob.id, identity: identityOf('ada') };
    await chat.chat.joinRoom.execute({ ...bobs, room: 'tea' });
    await chat.chat.sendMessage.execute({ ...bobs, kind: 'message', room: 'tea', text: 'meanwhile' });
    expect(outcome()).toMatchObject({ room: 'tea', delivered: 1, failed: 0 });
    chat.logger.lines.length = 0;
    expect(await inTime(sent)).toMatchObject({ duplicate: false });
    expect(outcome()).toMatchObject({ room: 'lobby', delivered: 2, gone: 0, failed: 1 });
    expect(await members()).toContain(stuck.id);
  });
});
