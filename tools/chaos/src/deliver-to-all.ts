import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import { tellRoomOf, tellUserOf, type ChatPorts } from '@serverless-ws/chat-domain';
import { RecordingLogger } from '@serverless-ws/chat-domain/in-memory';
import type { documentClient } from '@serverless-ws/chat-dynamo';
import { randomIds, sha256Digest } from '@serverless-ws/chat-lambda';
import { LOCAL } from './backend-settings.js';
import { connectionRows } from './connection-rows.js';

/** A minute on, the gateway is believed that says of any of today's connections that it is gone. */
const LATER = { now: () => Date.now() + 60_000 };

/** One delivery deletes the rows of 25 connections. */
const ROUNDS = 20;

const CALLER = {
  connectionId: 'director',
  identity: { userId: 'director', name: 'Director', roles: [], expiresAt: null },
};

/** What {@link deliverToAll} needs. */
export interface DeliverToAll extends Pick<ChatPorts, 'connections' | 'messages'> {
  readonly client: ReturnType<typeof documentClient>;
  /** Where the gateway listens. */
  readonly port: number;
}

/** Delivers something to each room and each user that has rows, as later deliveries would, until that changes nothing. */
export async function deliverToAll({ client, port, connections, messages }: DeliverToAll): Promise<void> {
  const ports: ChatPorts = {
    ...{ connections, messages, clock: LATER, ids: randomIds, digest: sha256Digest },
    logger: new RecordingLogger(),
    gateway: new ApiGatewayMessageGateway({
      endpoint: { url: `http://127.0.0.1:${port}/local` },
      region: LOCAL.region,
      credentials: async () => LOCAL.credentials,
      clock: LATER,
    }),
  };
  let known = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { keys, rooms, users } = await connectionRows(client);
    if (keys.length === 0 || keys.length === known) return;
    known = keys.length;
    for (const room of rooms) await tellRoomOf(ports).execute(CALLER, room, { type: 'chaos.checked' });
    for (const user of users) await tellUserOf(ports).execute(CALLER, user, { type: 'chaos.checked' });
  }
}
