// The inside of one container: a thread that loads one bundle once, then sleeps, wakes up for one invocation, answers
// and sleeps again. Asleep, its whole event loop stands still, as Lambda freezes a sandbox: what a handler leaves
// running behind its answer does not go on before the next invocation, if ever.
// Runs as plain JavaScript in a worker thread; see the folder `container-code`.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { answerOf, type Handler, type InvocationContext } from './handler-call.js';
import {
  FORGIVEN,
  GATE,
  type ContainerData,
  type ContainerError,
  type ContainerMessage,
  type Invocation,
} from './messages.js';

const { control, bundle, handler, functionName, memorySize } = workerData as ContainerData;
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

/** Also from a CommonJS file, whose exports Node cannot always tell by name. */
async function load(): Promise<Handler> {
  const module = (await import(bundle)) as Record<string, unknown>;
  const found = [module, module['default']].map((exports) =>
    handler.split('.').reduce<unknown>((node, name) => Object(node)[name] as unknown, exports),
  );
  const exported = found.find((one): one is Handler => typeof one === 'function');
  if (exported !== undefined) return exported;
  const error = new TypeError(`the bundle exports no function "${handler}"`);
  error.name = 'Runtime.HandlerNotFound';
  throw error;
}

/** Milliseconds after which a sleeping thread looks at its gate itself, should a notification have been lost. */
const LOOK = 1_000;

function frozen(): Invocation {
  while (Atomics.exchange(control, GATE, 0) === 0) Atomics.wait(control, GATE, 0, LOOK);
  const received = receiveMessageOnPort(port) as { message: Invocation };
  return received.message;
}

function contextOf({ requestId, timeout }: Invocation): InvocationContext {
  const started = performance.now();
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
    memoryLimitInMB: String(memorySize),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () =>
      Math.max(0, Math.round(timeout - (performance.now() - started) + Atomics.load(control, FORGIVEN))),
  };
}

async function invoke(run: Handler, invocation: Invocation): Promise<void> {
  // For a promise Lambda waits until the timeout, even where nothing is left that could ever settle it.
  const awake = setInterval(() => undefined, 2 ** 30);
  let idle: (() => void) | undefined;
  const whenIdle = (call: () => void) => {
    clearInterval(awake);
    process.once('beforeExit', (idle = call));
  };
  try {
    const answer = await answerOf(run, invocation.event, contextOf(invocation), whenIdle);
    say({ type: 'answered', answer: JSON.stringify(answer) ?? null });
  } catch (error) {
    say({ type: 'failed', error: described(error) });
  } finally {
    clearInterval(awake);
    if (idle !== undefined) process.off('beforeExit', idle);
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
