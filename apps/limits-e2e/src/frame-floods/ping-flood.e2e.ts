import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startLocalTarget, type LocalTarget } from '@serverless-ws/scenarios/local-target.js';
import { patientDeployment } from '@serverless-ws/scenarios/patient-deployment.js';
import { WebSocket } from 'ws';

/** Frames that are under way at once. */
const AHEAD = 10;

let folder: string;
let target: LocalTarget;
/** What a role did not allow. */
const denied: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ping-flood-'));
  target = await startLocalTarget({
    serverlessFile: patientDeployment(folder),
    environment: { CHAT_FRAMES_PER_MINUTE: '300' },
    onDenied: (name, { action }) => denied.push(`${name} ${action}`),
  });
}, 600_000);

afterAll(async () => {
  await target?.close();
  rmSync(folder, { recursive: true });
});

async function open(sub: string): Promise<WebSocket> {
  const socket = new WebSocket(target.url, { headers: { Authorization: target.mint?.({ sub }) ?? '' } });
  await once(socket, 'open');
  return socket;
}

/** Sends a text again and again until the server says `bye`; returns the codes of the responses, and the reason. */
function flood(
  socket: WebSocket,
  text: string,
): Promise<{ readonly codes: Set<unknown>; readonly reason: unknown }> {
  const codes = new Set<unknown>();
  return new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      const { type, code, reason } = JSON.parse(data.toString());
      if (type === 'bye') return resolve({ codes, reason });
      codes.add(code ?? type);
      socket.send(text);
    });
    for (let sent = 0; sent < AHEAD; sent += 1) socket.send(text);
  });
}

it('a user who floods with pings is told so, loses all connections, and may not connect', async () => {
  const [socket, other] = [await open('eve'), await open('eve')];
  const ends = [socket, other].map((one) => once(one, 'close'));
  const { codes, reason } = await flood(socket, '{"action":"ping"}');
  expect([codes.has('pong'), codes.has('rate_limited'), reason]).toEqual([true, true, 'flooding']);
  await Promise.all(ends);
  await expect(open('eve')).rejects.toThrow('429');
  (await open('ada')).terminate();
  expect(denied).toEqual([]);
}, 600_000);
