import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  inMemoryStores,
  InMemoryTokenVerifier,
  ManualClock,
  PlainDigest,
  RecordingLogger,
  SequentialIds,
} from '@serverless-ws/chat-domain/in-memory';
import { attachmentHandler } from './attachment-handler.js';
import { FileLinks } from './file-links.js';
import { signedStore, STORE_KEY } from './signed-store.js';

const MINUTE = 60_000;
const PNG = { action: 'upload', type: 'image/png', size: 5 };
const clock = new ManualClock();
let store: Awaited<ReturnType<typeof signedStore>>;

beforeAll(async () => {
  store = await signedStore(() => clock.now());
});
afterAll(() => void store.close());

/** A chat, and the handler beside it: `ask` says who asks for what, and reads the response. */
function world() {
  const stores = inMemoryStores(clock);
  const verifier = new InMemoryTokenVerifier(clock);
  const logger = new RecordingLogger();
  const client = new S3Client({
    ...{ region: 'eu-central-1', endpoint: store.endpoint, forcePathStyle: true, credentials: STORE_KEY },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const links = new FileLinks({ client, bucket: 'files', clock });
  const base = {
    clock,
    logger,
    ids: new SequentialIds(`${Math.random()}`.slice(2)),
    digest: new PlainDigest(),
  };
  const handler = attachmentHandler({ ...base, ...stores, verifier, links });
  const ask = async (userId: string, fields: object, roles: readonly string[] = []) => {
    const authorization = `Bearer ${verifier.issue({ userId, roles })}`;
    const { statusCode, body } = await handler({ headers: { authorization }, body: JSON.stringify(fields) });
    return { statusCode, ...JSON.parse(body) };
  };
  return { ...stores, ask, handler, verifier, logger };
}

function put({ url, headers }: { url: string; headers: Record<string, string> }, body: string) {
  return fetch(url, { method: 'PUT', headers, body: new Blob([body]) });
}

describe('a file', () => {
  it('is sent by one who may enter the room, and read by another, under the name it was sent with', async () => {
    const { ask } = world();
    const upload = await ask('ada', { ...PNG, room: 'tea' });
    expect(upload.key).toMatch(/^tea\//);
    expect((await put(upload, 'bytes')).status).toBe(200);
    const wanted = { action: 'download', room: 'tea', key: upload.key, name: 'Übersicht (1).png' };
    const response = await fetch((await ask('bob', wanted)).url);
    expect([response.status, await response.text()]).toEqual([200, 'bytes']);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toBe('private, max-age=3600, immutable');
    expect(response.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''%C3%9Cbersicht%20%281%29.png",
    );
  });

  it.each<[string, { body?: string; headers?: object; later?: number }]>([
    ['larger than it was said to be', { body: 'bytes and more' }],
    ['of another type', { headers: { 'content-type': 'text/html' } }],
    ['in the place of another file', { headers: { 'if-none-match': 'none' } }],
    ['after a minute', { later: MINUTE }],
  ])('is refused by the store %s', async (_, { body = 'bytes', headers = {}, later = 0 }) => {
    const upload = await world().ask('ada', { ...PNG, room: 'tea' });
    clock.advance(later);
    const sent = await put({ ...upload, headers: { ...upload.headers, ...headers } }, body);
    expect(sent.status).toBe(403);
  });

  it('does not change after it was sent', async () => {
    const upload = await world().ask('ada', { ...PNG, room: 'tea' });
    const statuses = [(await put(upload, 'bytes')).status, (await put(upload, 'other')).status];
    expect(statuses).toEqual([200, 412]);
  });

  it.each([
    [413, 'attachment.too_large', { ...PNG, size: 10 * 1_024 * 1_024 + 1 }],
    [415, 'attachment.type_refused', { ...PNG, type: 'text/html' }],
    [415, 'attachment.type_refused', { ...PNG, type: 'image/svg+xml' }],
    [400, 'bad_request', { ...PNG, size: 0 }],
    [400, 'bad_request', { ...PNG, action: 'delete' }],
    [400, 'bad_request', { ...PNG, room: 'tea', with: 'bob' }],
    [400, 'invalid_room', { ...PNG, room: '../tea' }],
    [403, 'forbidden', { ...PNG, room: 'dm.x' }],
    [400, 'bad_request', { ...PNG, with: 'ada' }],
    [400, 'bad_request', { action: 'download', room: 'tea', key: 'tea/1', name: '\ud800' }],
  ])('is refused by the handler: %i %s', async (statusCode, code, fields) => {
    expect(await world().ask('ada', fields)).toMatchObject({ statusCode, code });
  });

  it('is no request where the body is none', async () => {
    const { handler, logger } = world();
    const body = Buffer.from('{').toString('base64');
    expect(await handler({ headers: {}, body, isBase64Encoded: true })).toMatchObject({ statusCode: 400 });
    expect((await handler({ headers: {} })).statusCode).toBe(400);
    expect(logger.lines).toEqual([]);
  });
});

describe('the files of a room', () => {
  const asks = (room: string, key: string) => ({ action: 'download', room, key, name: 'a.png' });

  it('are only those whose key it begins', async () => {
    const { ask } = world();
    for (const key of [
      'private.board/1',
      'te/1',
      'tea',
      'tea/',
      'tea/../private.board/1',
      'tea//1',
      '/tea/1',
    ])
      expect([key, (await ask('eve', asks('tea', key))).code]).toEqual([key, 'forbidden']);
  });

  it('are for members and guests of a private room', async () => {
    const { ask, moderation } = world();
    const wanted = asks('private.board', 'private.board/1');
    expect((await ask('eve', wanted)).statusCode).toBe(403);
    expect((await ask('eve', { ...PNG, room: 'private.board' })).statusCode).toBe(403);
    expect((await ask('ada', wanted, ['room:private.board'])).statusCode).toBe(200);
    await moderation.rules.invite({
      ...{ room: 'private.board', userId: 'bob', expiresAt: clock.now() + MINUTE },
    });
    expect((await ask('bob', wanted)).statusCode).toBe(200);
    clock.advance(MINUTE);
    expect((await ask('bob', wanted)).statusCode).toBe(403);
  });

  it('are between two in a direct room, and no further where one has blocked the other', async () => {
    const { ask, blocks } = world();
    const { key } = await ask('ada', { ...PNG, with: 'bob' });
    const wanted = (other: string) => ({ action: 'download', with: other, key, name: 'a.png' });
    expect((await ask('bob', wanted('ada'))).statusCode).toBe(200);
    expect((await ask('eve', wanted('ada'))).statusCode).toBe(403);
    expect((await ask('eve', wanted('bob'))).statusCode).toBe(403);
    expect((await ask('eve', asks('lobby', key), ['admin'])).statusCode).toBe(403);
    await blocks.block('bob', 'ada', 10);
    expect((await ask('ada', { ...PNG, with: 'bob' })).statusCode).toBe(403);
  });

  it('are not for users whose token has ended, who have none, or who are banned', async () => {
    const { handler, ask, verifier, moderation } = world();
    const body = JSON.stringify({ ...PNG, room: 'tea' });
    const token = verifier.issue({ userId: 'ada', expiresAt: clock.now() });
    for (const headers of [{}, { authorization: 'Bearer no' }, { authorization: `Bearer ${token}` }])
      expect((await handler({ headers, body })).statusCode).toBe(401);
    await moderation.moderationStates.sanction('eve', { bannedUntil: clock.now() + MINUTE });
    expect(await ask('eve', { ...PNG, room: 'tea' })).toMatchObject({ statusCode: 403, code: 'banned' });
    verifier.setReachable(false);
    expect(await ask('ada', { ...PNG, room: 'tea' })).toMatchObject({ statusCode: 503 });
  });

  it('says nothing of a fault of its own, and logs it', async () => {
    const { handler, verifier, logger } = world();
    const authorization = `Bearer ${verifier.issue({ userId: 'ada' })}`;
    verifier.verify = () => Promise.reject(new Error('secret'));
    const { statusCode, body } = await handler({ headers: { authorization }, body: JSON.stringify(PNG) });
    expect([statusCode, body.includes('secret')]).toEqual([500, false]);
    expect(logger.lines).toHaveLength(1);
  });
});
