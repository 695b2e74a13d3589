import { ChildProgram } from '../child-program.js';
import { SdkTableClient } from '@serverless-ws/chat-dynamo';
import { createChatTable, localClient } from '../store/chat-table.js';
import { startEngine } from '../store/engine.js';
import type { Case } from './cases.js';
import type { ClientOptions, ClientResult } from './client.js';
import { countMembers, fillLobby, fillSample } from './members.js';

/** Posts in flight. The gateway's default is 256; all suites but this one are below that. */
export const WINDOW = 384;

/** Megabytes of heap that the chat gets; the sample gets what it wants. */
export const HEAP = 64;

/** Members of one shard at most, as a room grows. */
const SHARD = 2_000;

/** The bundles of the sink and the client. */
export interface Programs {
  readonly sink: string;
  readonly client: string;
}

/** One process's broadcasts. */
export interface Measured extends ClientResult {
  /** Rows that are not there any more; `null` where they are not counted. */
  readonly deleted: number | null;
}

/** Fills a table of its own, broadcasts from a process of its own to a sink in another. */
export async function measure(one: Case, { sink, client }: Programs): Promise<Measured> {
  const { algorithm, members, goneEvery = 0, throttled = 0, rate = null, broadcasts } = one;
  const engine = await startEngine();
  const endpoint = await ChildProgram.start(sink, {
    tls: null,
    delay: 10,
    members: { goneEvery, throttled },
  });
  try {
    const shards = 2 ** Math.ceil(Math.log2(Math.max(1, members / SHARD)));
    const sdk = localClient(engine.endpoint);
    const table = { client: new SdkTableClient(sdk), table: algorithm };
    if (algorithm === 'sample') await fillSample(sdk, algorithm, members);
    else await fillLobby(await createChatTable(engine.endpoint, algorithm), members, shards);
    const options: ClientOptions = {
      ...{ algorithm, shards, rate, broadcasts },
      endpoint: engine.endpoint,
      table: algorithm,
      url: `http://127.0.0.1:${(endpoint.said as { port: number }).port}/prod`,
      window: WINDOW,
    };
    const heap = algorithm === 'chat' ? [`--max-old-space-size=${HEAP}`] : [];
    const program = await ChildProgram.start(client, options, ['--no-warnings', ...heap]);
    await program.stop();
    const deleted = algorithm === 'chat' ? members - (await countMembers(table, shards)) : null;
    return { ...(program.said as ClientResult), deleted };
  } finally {
    await Promise.all([engine.stop(), endpoint.stop()]);
  }
}
