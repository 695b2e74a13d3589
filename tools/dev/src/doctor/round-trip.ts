import { randomBytes } from 'node:crypto';
import { ChatClient } from '@serverless-ws/chat-client';
import { messageOf } from '@serverless-ws/command-line/command.js';
import { findingsAbout, type Finding } from './finding.js';

const { ok, failed } = findingsAbout('message');

/** Milliseconds in which a message must be back. */
const PATIENCE = 30_000;

/** Whether a message comes back to its sender, in a new room of which none else knows: through functions, table and posts. */
export async function roundTrip(url: string, token: string): Promise<Finding> {
  const client = new ChatClient({ url, getToken: () => token });
  const room = `doctor-${randomBytes(6).toString('hex')}`;
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  try {
    const back = new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`it was not back after ${PATIENCE / 1_000} s`)), PATIENCE);
      client.on('state', (state) => {
        if (state.status === 'closed') reject(new Error(state.reason));
      });
      client.on('message', (message) => {
        if (message.room === room) resolve();
      });
    });
    client.connect();
    await Promise.race([
      back,
      client
        .join(room)
        .then(() => client.send('hello', { room }))
        .then(() => back),
    ]);
    return ok(`one came back after ${Math.round(performance.now() - began)} ms, handshake included`);
  } catch (error) {
    return failed(`none came back (${messageOf(error)}): see docs/runbook.md#undelivered`);
  } finally {
    clearTimeout(timer);
    client.close();
  }
}
