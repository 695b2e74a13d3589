import { buildApp } from 'fauxqs';

/** An SQS on loopback, into whose queues one can look without taking anything out. */
export interface InspectedQueues {
  readonly endpoint: string;
  /** Every body that was ever sent, by the name of its queue. */
  readonly sent: ReadonlyMap<string, readonly string[]>;
  /** Makes a FIFO queue. */
  create(queue: string): Promise<void>;
  /** The bodies in each queue now: those that wait, are delayed or are being worked on. */
  held(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Resolves once something is in a queue that can be received. */
  arrived(queue: string): Promise<void>;
  /** Resolves once a queue holds nothing more. */
  drained(queue: string): Promise<void>;
  close(): Promise<void>;
}

interface Received {
  readonly Messages?: readonly object[];
}

interface Held {
  readonly body: string;
}

/** What the engine says of a queue. */
interface Inspected {
  readonly messages: {
    readonly ready: readonly Held[];
    readonly delayed: readonly Held[];
    readonly inflight: readonly { readonly message: Held }[];
  };
}

/** Starts an SQS on 127.0.0.1 that notes what is sent. */
export async function startInspectedQueues(): Promise<InspectedQueues> {
  const app = buildApp({ logger: false });
  // Longer than a function sleeps, so that no connection ends while its owner is frozen.
  app.server.keepAliveTimeout = 3_600_000;
  const sent = new Map<string, string[]>();
  let answered = () => {};
  app.addHook('preHandler', async ({ body }) => {
    const asked: Asked = Object(body);
    for (const [queue, text] of sentIn(asked)) sent.set(queue, [...(sent.get(queue) ?? []), text]);
    // It knows its queues by a host name that no machine can resolve.
    asked.QueueUrl &&= asked.QueueUrl.replace('//127.0.0.1:', '//sqs.us-east-1.localhost:');
  });
  // Looking into a queue is a GET, and changes nothing.
  app.addHook('onResponse', async ({ method }) => {
    if (method === 'POST') answered();
  });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const inspect = async <Answer>(path: string): Promise<Answer> => {
    const { payload } = await app.inject(`/_fauxqs/queues${path}`);
    return JSON.parse(payload);
  };
  const bodiesIn = async (queue: string): Promise<readonly string[]> => {
    const { messages } = await inspect<Inspected>(`/${queue}`);
    const inFlight = messages.inflight.map(({ message }) => message);
    return [...messages.ready, ...messages.delayed, ...inFlight].map(({ body }) => body);
  };
  const call = async (action: string, input: object): Promise<Received> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': `AmazonSQS.${action}` },
      body: JSON.stringify(input),
    });
    if (!response.ok) throw new Error(`SQS refuses ${action}: ${await response.text()}`);
    return Object(await response.json());
  };
  const receive = async (queue: string): Promise<readonly object[]> => {
    const QueueUrl = `${endpoint}/000000000000/${queue}`;
    const { Messages = [] } = await call('ReceiveMessage', {
      QueueUrl,
      WaitTimeSeconds: 20,
      VisibilityTimeout: 0,
    });
    return Messages;
  };
  return {
    endpoint,
    sent,
    create: async (QueueName) =>
      void (await call('CreateQueue', { QueueName, Attributes: { FifoQueue: 'true' } })),
    held: async () => {
      const queues = await inspect<readonly { readonly name: string }[]>('');
      const held = queues.map(async ({ name }) => [name, await bodiesIn(name)] as const);
      return new Map(await Promise.all(held));
    },
    arrived: async (queue) => {
      while ((await receive(queue)).length === 0);
    },
    drained: async (queue) => {
      for (;;) {
        const changed = new Promise<void>((resolve) => (answered = resolve));
        if ((await bodiesIn(queue)).length === 0) return;
        await changed;
      }
    },
    close: () => app.close(),
  };
}

/** A request to SQS, as far as it is about a queue or sends something. */
interface Asked {
  QueueUrl?: string;
  readonly MessageBody?: string;
  readonly Entries?: readonly { readonly MessageBody?: string }[];
}

function sentIn({ QueueUrl = '', MessageBody, Entries = [] }: Asked): readonly (readonly [string, string])[] {
  const bodies = [MessageBody, ...Entries.map((entry) => entry.MessageBody)];
  const queue = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
  return bodies.flatMap((body) => (body === undefined ? [] : [[queue, body] as const]));
}
