import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CHAT_ERROR_CODES, ChatError, directRoom, LIMITS } from '@serverless-ws/chat-domain';
import { describe, expect, it } from '@jest/globals';
import { ACTIONS } from './actions/index.js';
import { EVENTS } from './events/index.js';
import { REQUEST_ID_LENGTH } from './fields/request-id.js';
import { parseClientFrame } from './parse/parse-client-frame.js';
import { parseServerFrame } from './parse/parse-server-frame.js';

const document = readFileSync(new URL('../PROTOCOL.md', import.meta.url), 'utf8');
const blocks = [...document.matchAll(/^```json\n(.*?)^```/gms)].map(([, json]) => json ?? '');
const examples = blocks.map((json): Record<string, unknown> => JSON.parse(json));
const clients = examples.filter((example) => !('type' in example));
const servers = examples.filter((example) => 'type' in example);

describe('PROTOCOL.md', () => {
  it('has an example of every frame', () => {
    expect(new Set(clients.map(({ action }) => action))).toEqual(new Set(Object.keys(ACTIONS)));
    expect(new Set(servers.map(({ type }) => type))).toEqual(new Set(Object.keys(EVENTS)));
    expect(clients.length + servers.length).toBe(examples.length);
  });

  it.each(clients)('shows a client frame that is read whole: $action', (example) => {
    expect(parseClientFrame(JSON.stringify(example))).toEqual(example);
  });

  it.each(servers)('shows a server frame that is read whole: $type', (example) => {
    expect(parseServerFrame(JSON.stringify(example))).toEqual(example);
  });

  it('lists every error code, and whether it is retryable', () => {
    const rows = [...document.matchAll(/^\| `(\w+)` +\| (yes|no) /gm)].map(([, code, retry]) => [
      code,
      retry,
    ]);
    const codes = CHAT_ERROR_CODES.map((code) => [code, new ChatError(code, '').retryable ? 'yes' : 'no']);
    expect(rows).toEqual(codes);
  });

  it('has a price of every action', () => {
    const [, prices = ''] = document.split('## Prices');
    const priced = [...prices.matchAll(/^\| `([$\w]+)` +\| +[\d.]+ \|/gm)].map(([, name]) => name);
    const others = ['$connect', '$disconnect', 'publish', 'event'];
    expect(new Set(priced)).toEqual(new Set([...others, ...Object.keys(ACTIONS)]));
  });

  it('states the limits that the code keeps', () => {
    expect(document).toContain(`${LIMITS.textBytes.toLocaleString('en')} bytes of UTF-8`);
    expect(document).toContain(`${REQUEST_ID_LENGTH} characters`);
    expect(document).toContain(`1 to ${LIMITS.pageMaximum} positions, ${LIMITS.pageDefault} by default`);
    expect(document).toContain(`${LIMITS.roomsPerConnection} rooms at most`);
    expect(document).toContain(`${LIMITS.blocksPerUser.toLocaleString('en')} others at most`);
    expect(document).toContain(`(up to ${LIMITS.directRoomsPerPing})`);
  });

  it('names a direct room as servers do', () => {
    const digest = { of: (text: string) => createHash('sha256').update(text).digest('base64url') };
    const room = directRoom(digest, '123', '9');
    expect(room).toHaveLength(46);
    const direct = servers.filter((example) => String(example['room']).startsWith('dm.'));
    expect(direct.map((example) => example['room'])).toEqual([room, room, room]);
  });
});
