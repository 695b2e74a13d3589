import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startBackupServer, type BackupServer } from '@serverless-ws/dev/restore/fixtures/backup-server.js';
import { FaultyServer } from '@serverless-ws/local-stack/faulty-server.js';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { minter } from '@serverless-ws/scenarios/local-target.js';
import { startInspectedQueues, type InspectedQueues } from '@serverless-ws/scenarios/inspected-queues.js';
import { Visit } from '@serverless-ws/scenarios/scenario.js';
import { startReviewer } from '../reviewer.js';
import { bundleRights, rightsDeployment } from './rights-deployment.js';

/** Where events go. */
export const SINK = 'company.fifo';
const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local-secret' },
};
/** What pushes in rooms that are large or busy: it never finds the table, so its notifications become dead letters. */
const FAILING = ['broadcast', 'broadcastBusy'];

/** A chat with all that may hold data of a user: a review, every queue, and a sink of events. */
export interface RightsFixture {
  readonly folder: string;
  readonly stack: LocalStack;
  /** Stands before the table: counts and ends what commands do, and has backups. */
  readonly server: BackupServer;
  readonly queues: InspectedQueues;
  readonly visit: Visit;
  /** Lines of functions. */
  readonly logged: readonly string[];
  /** Hands messages to `publish`, by its queue. */
  publish(messages: readonly object[]): Promise<void>;
  /** The same, while `publish` cannot reach the table: they become a dead letter. */
  publishInVain(messages: readonly object[]): Promise<void>;
  close(): Promise<void>;
}

/** As a review would: one text is replaced, one refused. */
function decide(said: string): object {
  if (said === 'secret-7') return { verdict: 'replace', content: { text: 'secret-seven' } };
  return said === 'secret-8' ? { verdict: 'reject', reason: 'secret-reason' } : { verdict: 'accept' };
}

/** Starts it. */
export async function startRightsFixture(): Promise<RightsFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'rights-'));
  const logged: string[] = [];
  const [reviewer, queues] = await Promise.all([startReviewer(decide), startInspectedQueues()]);
  const [broken, published] = [await FaultyServer.start(), await FaultyServer.start()];
  broken.fault = 'resetting';
  const stack = await startLocalStack({
    coldStart: true,
    serverlessFile: rightsDeployment(folder),
    bundle: bundleRights,
    queue: true,
    params: {
      floodMessages: '1000',
      reviewFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:review',
      ...{ batchBusyRooms: 'on', publishQueue: 'on', events: 'on' },
      eventsFrom: 'lobby,public,private,direct',
      eventsTo: `arn:aws:sqs:us-east-1:000000000000:${SINK}`,
    },
    endpoints: { lambda: reviewer.endpoint, sqs: queues.endpoint },
    tableAddress: (name, endpoint) => {
      [broken.engine, published.engine] = [endpoint, endpoint];
      if (FAILING.includes(name)) return broken.url;
      return name === 'publish' ? published.url : endpoint;
    },
    log: (name, text) => logged.push(`${name} ${text}`),
  });
  const sqs = new SQSClient({ ...LOCAL, endpoint: queues.endpoint });
  await queues.create(SINK);
  const server = await startBackupServer(stack.databaseUrl);
  const visit = new Visit({ url: stack.url, token: '', mint: minter(stack.secret) });
  const publish = async (messages: readonly object[]) => {
    const QueueUrl = `${queues.endpoint}/000000000000/PublishQueue`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ messages }) }));
  };
  return {
    ...{ folder, stack, server, queues, visit, logged, publish },
    publishInVain: async (messages) => {
      published.fault = 'resetting';
      await publish(messages);
      await queues.arrived('PublishDeadLetters');
      published.fault = 'healthy';
    },
    close: async () => {
      visit.end();
      await server.close();
      sqs.destroy();
      await stack.close();
      await Promise.all([queues.close(), broken.close(), published.close()]);
      reviewer.close();
      rmSync(folder, { recursive: true });
    },
  };
}
