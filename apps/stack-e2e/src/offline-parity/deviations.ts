import assert from 'node:assert/strict';
import type { Visit } from '@serverless-ws/scenarios/scenario.js';

/** Where serverless-offline 14.8.2 does otherwise than AWS, and the scenario with it. */
export interface Deviation {
  /** What it does. */
  readonly does: string;
  /** Rejects where it does that no more: then the scenario itself should hold. */
  shows(chat: Visit): Promise<void>;
}

/** The status of a refused token: an authorizer that throws `Unauthorized` is any failure to it. AWS says 401. */
export const UNAUTHORIZED = 500;

/** All of them, by the name of the scenario. There is no other, and nothing is skipped. */
export const DEVIATIONS: Readonly<Record<string, Deviation>> = {
  'a frame with the action $connect gets the error unknown_action, and the connection lives': {
    does: 'a message may call $connect, whose answer goes nowhere',
    shows: async (chat) => {
      const socket = await chat.connect();
      socket.send({ action: '$connect' });
      await socket.alive();
      assert.deepEqual(
        socket.unread.filter(({ type }) => type === 'error'),
        [],
      );
    },
  },
  'a frame over 32 KB closes the connection with 1009': {
    does: 'a frame may have any size',
    shows: async (chat) => {
      const socket = await chat.connect();
      socket.send({ action: 'ping', padding: 'x'.repeat(33 * 1_024) });
      await socket.next('pong');
    },
  },
  'a binary frame closes the connection with 1003': {
    does: 'a binary frame is routed and answered like a text',
    shows: async (chat) => {
      const socket = await chat.connect();
      socket.send(Buffer.from('{"action":"ping"}'));
      await socket.next('pong');
    },
  },
};
