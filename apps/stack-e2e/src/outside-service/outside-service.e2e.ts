import { readFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChatClient } from '@serverless-ws/chat-client';
import { startLocalDatabase, type LocalDatabase } from '@serverless-ws/local-stack/local-database.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';
import { startService, type Service } from '@serverless-ws/serverless-local';
import { wave, waved } from './acme/src/wave.js';
import { outsideService, packageOutside } from './outside-service.js';

const SECRET = 'a secret of at least thirty-two bytes';
const mint = minter(SECRET);

let folder: string;
let said: string;
let database: LocalDatabase | undefined;
let service: Service | undefined;
/** What a role did not allow. */
const denied: string[] = [];

beforeAll(async () => {
  folder = await outsideService();
  const environment = { JWT_SECRET: SECRET, AWS_REGION: 'eu-central-1' };
  said = await packageOutside(folder, environment);
  database = await startLocalDatabase([], undefined);
  service = await startService({
    file: join(folder, 'serverless.yml'),
    stage: 'dev',
    environment,
    endpoints: { dynamodb: database.endpoint },
    onDenied: (name, { action }) => denied.push(`${name} ${action}`),
  });
});

afterAll(async () => {
  await service?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const url = () => service?.url ?? '';

/** A client that has joined a room. */
async function clientIn(room: string, sub: string): Promise<ChatClient> {
  const client = new ChatClient({ url: url(), getToken: () => Promise.resolve(mint({ sub })) });
  client.connect();
  await client.join(room);
  return client;
}

describe('a service outside this workspace, as the README of chat-lambda has it', () => {
  it('is bundled by the plugin while it is packaged, each function with what it loads late', async () => {
    expect(said).toContain('Built 14 files');
    const zips = (await readdir(join(folder, '.serverless'))).filter((name) => name.endsWith('.zip'));
    expect(zips.toSorted()).toEqual(['authorizer.zip', 'chat.zip', 'connection.zip']);
  });

  it('has bundles no larger than ours: nothing but what its functions use', () => {
    const size = (name: string) => readFileSync(join(folder, 'dist', `${name}.mjs`)).byteLength / 1_024;
    expect(size('authorizer')).toBeLessThan(38);
    expect(size('connection')).toBeLessThan(78);
    expect(size('chat')).toBeLessThan(192);
  });

  it('names the source of every permission to call its functions', () => {
    const path = join(folder, '.serverless/cloudformation-template-update-stack.json');
    const { Resources } = JSON.parse(readFileSync(path, 'utf8'));
    const permissions = Object.values<Record<string, unknown>>(Resources).filter(
      ({ Type }) => Type === 'AWS::Lambda::Permission',
    );
    expect(permissions).toHaveLength(3);
    for (const permission of permissions)
      expect(permission).toMatchObject({ Properties: { SourceArn: expect.anything() } });
  });

  it('serves its own action to a typed client, under its own roles', async () => {
    const [ada, bob] = [await clientIn('tea', 'ada'), await clientIn('tea', 'bob')];
    const seen = new Promise((resolve) => bob.on(waved, resolve));
    await ada.request(wave, { room: 'tea' });
    await expect(seen).resolves.toMatchObject({ room: 'tea', by: 'ada' });
    for (const client of [ada, bob]) client.close();
    expect(denied).toEqual([]);
  });

  it('takes who sent a frame from the token, whatever the frame says', async () => {
    const visit = new Visit({ url: url(), token: '', mint });
    const [ada, bob] = [await visit.connect(mint({ sub: 'ada' })), await clientIn('den', 'bob')];
    await ada.ask({ action: 'joinRoom', room: 'den' });
    const seen = new Promise((resolve) => bob.on(waved, resolve));
    const identity = { userId: 'root', name: 'Root', roles: ['admin'], expiresAt: null };
    ada.send({ action: 'acme.wave', room: 'den', identity, connectionId: 'other', by: 'root' });
    await expect(seen).resolves.toMatchObject({ room: 'den', by: 'ada' });
    bob.close();
    visit.end();
  });

  it('refuses its own action where the access policy does: outside of the room', async () => {
    const visit = new Visit({ url: url(), token: '', mint });
    const eve = await visit.connect(mint({ sub: 'eve' }));
    await expect(eve.ask({ action: 'acme.wave', room: 'den' })).resolves.toMatchObject({
      type: 'error',
      code: 'not_joined',
    });
    visit.end();
  });
});
