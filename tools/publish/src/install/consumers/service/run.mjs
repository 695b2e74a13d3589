// Packages the service that the README of chat-lambda shows with osls, runs it with serverless-local under its own roles,
// and calls its own action with chat-client.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ChatClient } from '@serverless-ws/chat-client';
import { defineAction, defineEvent, roomField, userIdField } from '@serverless-ws/chat-protocol';
import { startService } from '@serverless-ws/serverless-local';
import dynalite from 'dynalite';

const folder = import.meta.dirname;
const modules = join(folder, '../node_modules');
const secret = 'a secret of at least thirty-two bytes';
const environment = { JWT_SECRET: secret, AWS_REGION: 'eu-central-1' };
const waved = defineEvent({ type: 'acme.waved', fields: { room: roomField, by: userIdField } });
const wave = defineAction({ name: 'acme.wave', fields: { room: roomField }, response: 'done' });

// As in a service that has installed them.
if (!existsSync(join(folder, 'node_modules'))) symlinkSync(modules, join(folder, 'node_modules'));
rmSync(join(folder, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [join(modules, 'osls/bin/serverless.js'), 'package'], {
  cwd: folder,
  env: { ...process.env, ...environment },
  stdio: 'pipe',
});

const database = dynalite({ createTableMs: 0 });
await once(database.listen(0, '127.0.0.1'), 'listening');
const denied = [];
const service = await startService({
  file: join(folder, 'serverless.yml'),
  stage: 'dev',
  environment,
  endpoints: { dynamodb: `http://127.0.0.1:${database.address().port}` },
  onDenied: (name, { action }) => denied.push(`${name} ${action}`),
  log: () => undefined,
});

const [ada, bob] = await Promise.all([clientOf('ada'), clientOf('bob')]);
const seen = new Promise((resolve) => bob.on(waved, resolve));
await ada.request(wave, { room: 'tea' });
const { room, by } = await seen;
assert.deepEqual({ room, by, denied }, { room: 'tea', by: 'ada', denied: [] });
console.log('service ok');
for (const client of [ada, bob]) client.close();
await service.close();
database.close();

async function clientOf(sub) {
  const client = new ChatClient({ url: service.url, getToken: () => Promise.resolve(tokenOf(sub)) });
  client.connect();
  await client.join('tea');
  return client;
}

function tokenOf(sub) {
  const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const text = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ sub, name: sub, roles: [], exp })}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
