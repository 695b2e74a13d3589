import { describe, expect, it } from '@jest/globals';
import {
  defaultActions,
  messageActions,
  moderationActions,
  presenceActions,
  roomActions,
  userRoomActions,
} from '@serverless-ws/chat-dispatch';

import { connectEvent, frameEvent } from '../../../test/events.js';
import { VARIABLES } from '../../../test/variables.js';
import { connectionHandler } from '../../handlers/connection-handler.js';
import { frameHandler } from '../../handlers/frame-handler.js';
import { awsPorts } from './aws-ports.js';

describe('the AWS ports', () => {
  it('are all that the handlers of connections and of every action need', () => {
    const ports = awsPorts(VARIABLES);
    const actions = [
      ...messageActions,
      ...roomActions,
      ...presenceActions,
      ...userRoomActions,
      ...moderationActions,
      ...defaultActions,
    ];
    expect(frameHandler(ports, actions)).toBeInstanceOf(Function);
    expect(connectionHandler(ports)).toBeInstanceOf(Function);
  });

  it('take the events of the API in the environment alone', async () => {
    const ports = awsPorts({ ...VARIABLES, CHAT_API_ID: 'another' });
    await expect(frameHandler(ports, defaultActions)(frameEvent({ action: 'ping' }))).resolves.toEqual({
      statusCode: 403,
    });
    await expect(connectionHandler(ports)(connectEvent())).resolves.toEqual({ statusCode: 403 });
  });

  it('have a queue where the environment names one', () => {
    expect(awsPorts(VARIABLES).queue).toBeUndefined();
    const BROADCAST_QUEUE_URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/chat.fifo';
    expect(awsPorts({ ...VARIABLES, BROADCAST_QUEUE_URL }).queue).toBeDefined();
    expect(awsPorts({ ...VARIABLES, BROADCAST_QUEUE_URL }).busyQueue).toBeUndefined();
    const busy = awsPorts({ ...VARIABLES, BROADCAST_BUSY_QUEUE_URL: BROADCAST_QUEUE_URL });
    expect([busy.queue, busy.busyQueue]).toEqual([undefined, expect.anything()]);
  });

  it.each([
    [{ CHAT_API_ID: '' }, 'CHAT_API_ID is missing'],
    [{ CHAT_TABLE: '' }, 'CHAT_TABLE is missing'],
    [{ CHAT_CALLBACK_URL: 'wss://x' }, 'CHAT_CALLBACK_URL is not an http(s) address'],
    [{ CHAT_TABEL: 'chat' }, 'CHAT_TABEL is not a setting'],
  ])('are refused with %j', (change, message) => {
    expect(() => awsPorts({ ...VARIABLES, ...change })).toThrow(message);
  });
});
