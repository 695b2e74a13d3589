import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { ACTIONS } from '@serverless-ws/chat-protocol';

import { authorizerEvent, frameEvent } from '../../../test/events.js';
import { ada, root, fixture } from '../../../test/fixture.js';
import { authorizerHandler } from '../../handlers/authorizer-handler.js';
import { identityContext } from '../../identity/identity-context.js';
import { PowertoolsLogger } from './powertools-logger.js';

const TEXT = 'marked-text-that-must-not-be-logged';
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.bWFya2VkLXRva2Vu.c2lnbmF0dXJl';

let written = '';

beforeEach(() => {
  written = '';
  process.env['POWERTOOLS_LOG_LEVEL'] = 'DEBUG';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written += String(chunk);
      return true;
    });
  }
});

afterEach(() => {
  delete process.env['POWERTOOLS_LOG_LEVEL'];
  jest.restoreAllMocks();
});

/** Frames of an action with the text and the token wherever a field takes a string, and wherever none should be. */
function frames(action: string): readonly unknown[] {
  const fields = { text: TEXT, userId: TEXT, id: TEXT, requestId: TEXT, clientMessageId: TEXT, token: TOKEN };
  const odd = { seq: 1, interval: 1, until: 1, limit: 1 };
  return [
    { action, ...fields, ...odd },
    { action, ...fields, ...odd, room: TEXT },
    { action, ...fields, ...odd, room: TOKEN, clientMessageId: 'm-1' },
    { action, text: { [TEXT]: TOKEN }, userId: [TEXT], seq: TEXT, room: { [TOKEN]: 1 } },
    `{"action":"${action}","text":"${TEXT}`,
  ];
}

it('no line of any handler holds the text of a message or a token, whatever goes wrong', async () => {
  const all = fixture((scope) => new PowertoolsLogger(scope));
  await all.connect(ada, 'a');
  await all.connect(root, 'b');
  const { sendMessage, room, moderation, other } = all.handlers;
  const gone = new Error(`ECONNRESET ${TOKEN}`, { cause: { Item: { text: TEXT } } });
  for (const fails of [false, true]) {
    if (fails) all.gateway.deliver = () => Promise.reject(gone);
    for (const action of [...Object.keys(ACTIONS), 'fly']) {
      for (const frame of frames(action)) {
        for (const identity of [ada, root]) {
          const event = frameEvent(frame, {
            connectionId: 'a',
            authorizer: { ...identityContext(identity) },
          });
          for (const handler of [sendMessage, room, moderation, other]) await handler(event);
        }
      }
    }
  }
  const { verifier } = all;
  const authorizer = authorizerHandler({ verifier, ...all.ports, origins: ['https://a.example'] });
  for (const headers of [{ Authorization: TOKEN }, { Origin: TOKEN }, { 'Sec-WebSocket-Protocol': TOKEN }]) {
    await authorizer(authorizerEvent(headers)).catch(() => undefined);
  }
  expect(written.split('\n').length).toBeGreaterThan(100);
  expect(written).not.toContain(TOKEN);
  expect(written.split('\n').filter((line) => line.includes(TEXT) && !isName(line))).toEqual([]);
});

/** A room that is named like the text is a name, and names are logged. */
function isName(line: string): boolean {
  const { room, ...rest } = JSON.parse(line);
  return room === TEXT && !JSON.stringify(rest).includes(TEXT);
}
