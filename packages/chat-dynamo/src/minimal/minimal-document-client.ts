import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/lib-dynamodb';
import { constructStack } from '@smithy/core/client';
import { HttpRequest } from '@smithy/core/transport';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { CLIENT_DEFAULTS } from '../client-defaults.js';
import type { TableClient } from '../table-client.js';
import type { CallStack, MinimalCommand } from './call-stack.js';
import { outputOf, requestOf } from './json-call.js';
import { lazyRetries } from './lazy-retries.js';
import type { MinimalOptions } from './minimal-options.js';
import { signed } from './signed.js';

/**
 * A client for cold starts: the SDK's own marshalling, retries and HTTP, without what Lambda never uses
 * (profiles, credential chains, endpoint rules, user agents, schemas of every operation). Carries no binary values.
 */
export class MinimalDocumentClient implements TableClient {
  readonly #stack: CallStack;
  readonly #configuration;

  constructor(options: MinimalOptions) {
    const { maxAttempts, ...timeouts } = { ...CLIENT_DEFAULTS, ...options.limits };
    this.#configuration = {
      maxAttempts: async () => maxAttempts,
      requestHandler: new NodeHttpHandler({ ...timeouts, throwOnRequestTimeout: true }),
      translateConfig: { marshallOptions: { removeUndefinedValues: true } },
      // The values that the SDK's clients take from endpoint rules.
      isCustomEndpoint: true,
      endpointProvider: () => ({ url: options.endpoint }),
    };
    this.#stack = callStack(options, timeouts.requestTimeout);
    this.#stack.add(lazyRetries(maxAttempts), { step: 'finalizeRequest', name: 'retries', priority: 'high' });
  }

  async send<Input, Output>(command: MinimalCommand<Input, Output>): Promise<Output> {
    const call = command.resolveMiddleware(this.#stack, this.#configuration, undefined);
    const { output } = await call(command);
    return output;
  }

  /** Ends idle connections. */
  destroy(): void {
    this.#configuration.requestHandler.destroy();
  }
}

/** JSON out, signed anew for each try, JSON in. The two names are what commands put their marshalling before. */
function callStack(options: MinimalOptions, requestTimeout: number): CallStack {
  const stack = constructStack<ServiceInputTypes, ServiceOutputTypes>();
  stack.add(
    (next, context) => (args) => next({ ...args, request: requestOf(options.endpoint, context, args.input) }),
    { step: 'serialize', name: 'serializerMiddleware' },
  );
  stack.add(
    (next) => async (args) => {
      if (!HttpRequest.isInstance(args.request)) throw new TypeError('Not a request over HTTP');
      return next({ ...args, request: await signed(args.request, options, Date.now()) });
    },
    { step: 'finalizeRequest', name: 'signing', priority: 'low' },
  );
  stack.add(
    (next) => async (args) => {
      const deadline = Date.now() + requestTimeout;
      const { response } = await next(args);
      return { response, output: await outputOf(response, deadline - Date.now()) };
    },
    { step: 'deserialize', name: 'deserializerMiddleware' },
  );
  return stack;
}
