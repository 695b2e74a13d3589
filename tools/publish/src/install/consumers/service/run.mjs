// A team's service, of the README of chat-lambda and with routes of its own: packaged with osls, run on serverless-local
// under its own roles, called by chat-client.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import dynalite from 'dynalite';
import { startService } from '@serverless-ws/serverless-local';
import { connected, nextWave, nod, nodded, nodsIn, ring, wave } from './out/client.js';
import { RawClient } from './raw-client.mjs';
import { checkTemplate, packaged } from './packaged.mjs';
import { secret, tokenOf } from './token.mjs';

const environment = { JWT_SECRET: secret, AWS_REGION: 'eu-central-1' };
checkTemplate(packaged('routes.yml', environment));

const database = dynalite({ createTableMs: 0 });
await once(database.listen(0, '127.0.0.1'), 'listening');
const denied = [];
const service = await startService({
  file: new URL('routes.yml', import.meta.url).pathname,
  stage: 'dev',
  environment,
  endpoints: { dynamodb: `http://127.0.0.1:${database.address().port}` },
  onDenied: (name, { action }) => denied.push(`${name} ${action}`),
  log: () => undefined,
});
const { url, managementUrl } = service;
const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((sub) => connected(url, tokenOf(sub)));
const raw = await RawClient.open(url, tokenOf('mallory'));
await Promise.all([ada.join('tea'), bob.join('tea'), eve.join('den'), raw.join('tea')]);

// Both hear who waved, and who asked is told that it is done.
const heard = Promise.all([nextWave(ada), nextWave(bob)]);
const { action, room } = await ada.request(wave, { room: 'tea' });
assert.deepEqual({ action, room }, { action: 'acme.wave', room: 'tea' });
assert.deepEqual(await heard, Array(2).fill({ room: 'tea', by: 'ada' }));

// The same on a route of its own, whose function and role are others; its response is an event of its own.
const nods = new Promise((resolve) => bob.on(nodded, resolve));
assert.equal(await nodsIn(ada, 'tea', 2), 2);
const { by, times } = await nods;
assert.deepEqual({ by, times }, { by: 'ada', times: 2 });
await assert.rejects(ada.request(nod, { room: 'tea', times: 4 }), { code: 'bad_request' });

// The access row of an action holds on both routes.
await assert.rejects(eve.request(wave, { room: 'tea' }), { code: 'not_joined' });
await assert.rejects(nodsIn(eve, 'tea', 1), { code: 'not_joined' });

// Who sent a frame is in the token, whatever the frame says.
const forged = {
  identity: { userId: 'root', name: 'Root', roles: ['admin'], expiresAt: null },
  ...{ connectionId: 'other', sender: { id: 'root', name: 'Root' }, by: 'root', roles: ['admin'] },
};
for (const [frame, type] of [
  [{ action: 'acme.wave', room: 'tea' }, 'acme.waved'],
  [{ action: 'acme.nod', room: 'tea', times: 1 }, 'acme.nodded'],
]) {
  const seen = raw.next((event) => event.type === type && event.requestId === undefined);
  assert.notEqual((await raw.ask({ ...frame, ...forged })).type, 'error');
  assert.equal((await seen).by, 'mallory');
}
const forgedKick = await raw.ask({ action: 'kick', room: 'tea', userId: 'ada', ...forged });
assert.equal(forgedKick.code, 'forbidden');
const said = new Promise((resolve) => bob.on('message', ({ entry }) => resolve(entry)));
assert.equal((await raw.ask({ action: 'sendMessage', room: 'tea', text: 'hi', ...forged })).type, 'ack');
assert.deepEqual((await said).sender, { id: 'mallory', name: 'mallory' });

// What is not served is an error that names what is.
const unknown = await raw.ask({ action: 'acme.wink', room: 'tea' });
assert.equal(unknown.code, 'unknown_action');
for (const name of ['sendMessage', 'acme.wave']) assert.match(unknown.message, new RegExp(`\\b${name}\\b`));

// A function whose role lacks the table fails as on AWS.
assert.deepEqual(denied, []);
await assert.rejects(ada.request(ring, { room: 'tea' }), { code: 'internal', retryable: true });
assert.deepEqual(denied, ['ring dynamodb:GetItem']);

// Nothing is left running.
for (const client of [ada, bob, eve]) client.close();
raw.close();
await service.close();
await new Promise((resolve) => database.close(resolve));
await assert.rejects(fetch(managementUrl));
setTimeout(() => {
  console.error(`still running: ${process.getActiveResourcesInfo().join()}`);
  process.exit(1);
}, 10_000).unref();
console.log('service ok');
