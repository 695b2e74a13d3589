import { randomUUID } from 'node:crypto';
import type { Refusal } from '../endpoint/refusal.js';
import type { AwsCall } from '../permissions/statement.js';
import { messageOf } from '../service-error.js';
import type { InvokeRequest } from './invoke-request.js';
import { functionArn, referredFunction, type NamedFunction } from './function-reference.js';

/**
 * Bytes of an event that a caller waits for, and of any other.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const EVENT_BYTES = { RequestResponse: 6 * 1_048_576, Event: 1_048_576, DryRun: 6 * 1_048_576 };

/**
 * Times that an event is run for which no caller waits. AWS lets minutes pass between them, this machine does not.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
const TRIES = 3;

/** What {@link InvokeApi} needs. */
export interface InvokeApiOptions {
  /** The functions as they are deployed now. */
  readonly functions: () => readonly NamedFunction[];
  /** Runs one event in a function; rejects with what its handler throws. */
  readonly invoke: (functionName: string, event: unknown) => Promise<unknown>;
  /** Told why a function failed for which no caller waits, in one line. */
  readonly onFault: (functionName: string, line: string) => void;
}

/** Lambda's Invoke API, for the functions of this machine. */
export class InvokeApi {
  readonly #options: InvokeApiOptions;

  constructor(options: InvokeApiOptions) {
    this.#options = options;
  }

  /** What a request does, in IAM's words. */
  callOf({ reference }: InvokeRequest): AwsCall {
    const found = referredFunction(this.#options.functions(), reference);
    const named = reference.startsWith('arn:') ? reference : functionArn({ name: reference });
    const resource = found === undefined ? named : functionArn(found);
    return { action: 'lambda:InvokeFunction', resource, context: {} };
  }

  /** The response to a call, once the function has responded; never rejects. */
  async respond({ reference, type }: InvokeRequest, body: Buffer): Promise<Refusal> {
    const found = referredFunction(this.#options.functions(), reference);
    if (found === undefined)
      return refused(404, 'ResourceNotFoundException', `Function not found: ${reference}`);
    if (type === undefined) return refused(400, 'InvalidParameterValueException', 'There is no such type.');
    if (body.length > EVENT_BYTES[type]) {
      return refused(413, 'RequestTooLargeException', `${body.length} byte payload is too large`);
    }
    const event = eventIn(body);
    if (event === undefined) {
      return refused(400, 'InvalidRequestContentException', 'Could not parse request body into json');
    }
    if (type === 'DryRun') return answer(204, '');
    if (type === 'RequestResponse') return this.#result(found.name, event.value);
    void this.#run(found.name, event.value);
    return answer(202, '');
  }

  async #result(name: string, event: unknown): Promise<Refusal> {
    try {
      return answer(200, JSON.stringify(await this.#options.invoke(name, event)) ?? 'null');
    } catch (error) {
      return answer(200, JSON.stringify(described(error)), { 'X-Amz-Function-Error': 'Unhandled' });
    }
  }

  async #run(name: string, event: unknown): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        await this.#options.invoke(name, event);
        return;
      } catch (error) {
        this.#options.onFault(name, `an event failed (${tries} of ${TRIES}): ${messageOf(error)}`);
      }
    }
  }
}

/** `undefined` for what is no JSON. No body is an empty event. */
function eventIn(body: Buffer): { readonly value: unknown } | undefined {
  if (body.length === 0) return { value: {} };
  try {
    return { value: JSON.parse(body.toString()) };
  } catch {
    return undefined;
  }
}

/** An error of a handler, as the runtime of Node.js reports it. */
function described(error: unknown) {
  const { name, stack = '' } = error instanceof Error ? error : new Error();
  return { errorType: name, errorMessage: messageOf(error), trace: stack.split('\n') };
}

function answer(status: number, body: string, more: Readonly<Record<string, string>> = {}): Refusal {
  const ids = { 'x-amzn-RequestId': randomUUID(), 'X-Amz-Executed-Version': '$LATEST' };
  return { status, headers: { 'Content-Type': 'application/json', ...ids, ...more }, body };
}

function refused(status: number, code: string, Message: string): Refusal {
  return answer(status, JSON.stringify({ Type: 'User', Message }), { 'x-amzn-ErrorType': code });
}
