// The inside of one container: a thread that loads one bundle once, then sleeps, wakes up for one invocation, answers
// and sleeps again. Asleep, its whole event loop stands still, as Lambda freezes a sandbox: what a handler leaves
// running behind its answer does not go on before the next invocation, if ever.
// Runs as plain JavaScript in a worker thread; see the folder `container-code`.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { ContainerData, ContainerError, ContainerMessage, Invocation } from './messages.js';

type Handler = (event: unknown, context: object) => unknown;

const { gate, bundle, handler, functionName, memorySize } = workerData as ContainerData;
const port = parentPort as MessagePort;
const say = (message: ContainerMessage) => port.postMessage(message);

// Node would hand output over bit by bit, with the help of the very event loop that is about to be frozen.
for (const stream of ['stdout', 'stderr'] as const) {
  process[stream].write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    say({ type: 'log', stream, text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
    for (const done of rest) if (typeof done === 'function') done();
    return true;
  };
}

function described(error: unknown): ContainerError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: '' };
  return { name: error.name, message: error.message, stack: error.stack ?? '' };
}

async function load(): Promise<Handler> {
  const exported = ((await import(bundle)) as Record<string, unknown>)[handler];
  if (typeof exported !== 'function') throw new TypeError(`the bundle exports no function "${handler}"`);
  return exported as Handler;
}

function frozen(): Invocation {
  Atomics.wait(gate, 0, 0);
  Atomics.store(gate, 0, 0);
  const received = receiveMessageOnPort(port) as { message: Invocation };
  return received.message;
}

async function invoke(run: Handler, { event, requestId, deadline }: Invocation): Promise<void> {
  const context = {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
    memoryLimitInMB: String(memorySize),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  // Lambda waits for the timeout, even where nothing is left that could ever answer.
  const awake = setInterval(() => undefined, 2 ** 30);
  try {
    const answer = await run(event, context);
    say({ type: 'answered', answer: answer === undefined ? null : JSON.stringify(answer) });
  } catch (error) {
    say({ type: 'failed', error: described(error) });
  } finally {
    clearInterval(awake);
  }
}

let run: Handler | undefined;
try {
  run = await load();
  say({ type: 'ready' });
} catch (error) {
  say({ type: 'broken', error: described(error) });
}
while (run !== undefined) {
  const invocation = frozen();
  // One turn of the event loop first: connections that the other side closed in the meantime are seen to be closed.
  await new Promise((resolve) => setImmediate(resolve));
  await invoke(run, invocation);
}
