import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { containerCode } from '#container-code';
import { lambdaEnvironment, type FunctionSettings } from './function-settings.js';
import {
  FORGIVEN,
  GATE,
  type ContainerData,
  type ContainerError,
  type ContainerMessage,
  type Invocation,
} from './messages.js';
import { startLimit } from './running-time.js';

/** What a function writes to its log. */
export type LogSink = (functionName: string, text: string) => void;

/** An error that a handler threw, with its name, or what Lambda makes of a container that died. */
export class FunctionError extends Error {
  constructor({ name, message, stack }: ContainerError) {
    super(message);
    this.name = name;
    if (stack !== '') this.stack = stack;
  }
}

/**
 * Seconds that loading a bundle may take.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
 */
const LOAD_TIMEOUT = 10;

const died = (message: string) => new FunctionError({ name: 'Runtime.ExitError', message, stack: '' });

/** One sandbox of a function: a thread with its own environment and modules, one invocation at a time. */
export class ContainerThread {
  readonly #control = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;
  #waiting: { resolve(answer: unknown): void; reject(error: Error): void } | undefined;
  #ended = false;

  /** Settles when the bundle is loaded; rejects with the error of loading it. */
  readonly ready: Promise<unknown>;

  readonly #settings: FunctionSettings;
  readonly #log: LogSink;

  constructor(settings: FunctionSettings, log: LogSink) {
    this.#settings = settings;
    this.#log = log;

    const {
      name,
      file,
      handler,
      memorySize,
      deployedAs: functionName = name,
      loadTimeout = LOAD_TIMEOUT,
    } = settings;
    const bundle = pathToFileURL(file).href;
    const workerData: ContainerData = { control: this.#control, bundle, handler, functionName, memorySize };
    this.#worker = new Worker(containerCode(), {
      workerData,
      env: lambdaEnvironment(settings),
      execArgv: [],
    });
    this.#worker.on('message', (message: ContainerMessage) => this.#hear(message));
    this.#worker.on('error', (error) => this.#end(new FunctionError(described(error))));
    this.#worker.on('exit', (code) => this.#end(died(`the container of ${name} exited with ${code}`)));
    const lift = this.#limit(loadTimeout * 1_000, 'is not loaded after');
    this.ready = this.#next().finally(lift);
    this.ready.catch(() => undefined);
  }

  /** Whether it can take further invocations. */
  get alive(): boolean {
    return !this.#ended;
  }

  /** Runs one event to its answer. Rejects with a {@link FunctionError}; after a timeout the container is dead. */
  async invoke(event: unknown): Promise<unknown> {
    await this.ready;
    const timeout = this.#settings.timeout * 1_000;
    const invocation: Invocation = { event, requestId: randomUUID(), timeout };
    const answer = this.#next();
    const lift = this.#limit(timeout, 'timed out after');
    this.#worker.postMessage(invocation);
    Atomics.store(this.#control, FORGIVEN, 0);
    Atomics.store(this.#control, GATE, 1);
    Atomics.notify(this.#control, GATE);
    return answer.finally(lift);
  }

  /** Ends it, whatever it is doing. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Kills the container after so many milliseconds, unless an answer is on its way by then. */
  #limit(milliseconds: number, what: string): () => void {
    let lifted = false;
    const kill = () => {
      if (lifted) return;
      this.#end(died(`${this.#settings.name} ${what} ${milliseconds / 1_000} seconds`));
      void this.stop();
    };
    const lift = startLimit(milliseconds, {
      ended: () => setImmediate(kill),
      forgiven: (total) => Atomics.store(this.#control, FORGIVEN, total),
    });
    return () => {
      lifted = true;
      lift();
    };
  }

  #next(): Promise<unknown> {
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }

  #hear(message: ContainerMessage): void {
    if (message.type === 'log') return this.#log(this.#settings.name, message.text);
    if (message.type === 'broken') return this.#end(new FunctionError(message.error));
    if (message.type === 'failed') return this.#waiting?.reject(new FunctionError(message.error));
    const answer = message.type === 'ready' ? undefined : message.answer;
    this.#waiting?.resolve(typeof answer === 'string' ? JSON.parse(answer) : answer);
  }

  #end(error: Error): void {
    this.#ended = true;
    this.#waiting?.reject(error);
  }
}

function described(error: unknown): ContainerError {
  const { name = 'Error', message = String(error), stack = '' } = error as Partial<Error>;
  return { name, message, stack };
}
