import type { HttpRequest } from '@smithy/core/transport';
import { CLIENT_DEFAULTS } from '../client-defaults.js';
import type { CallOptions, TableClient, TableOperations } from '../table-client.js';
import { marshalled, unmarshalled } from './attribute-values.js';
import { HttpClient } from './http-client.js';
import type { JsonOutput } from './json-call.js';
import { outputOf, requestOf } from './json-call.js';
import { lazyRetries, type Retrying } from './lazy-retries.js';
import type { MinimalOptions } from './minimal-options.js';
import { signed } from './signed.js';

/**
 * A client for cold starts: the SDK's own marshalling and retries, without what Lambda never uses (profiles,
 * credential chains, endpoint rules, user agents, schemas of every operation). Carries no binary values.
 */
export class MinimalDocumentClient implements TableClient {
  readonly #options: MinimalOptions;
  readonly #requestTimeout: number;
  readonly #http: HttpClient;
  readonly #retrying: Retrying;

  constructor(options: MinimalOptions) {
    const { maxAttempts, ...timeouts } = { ...CLIENT_DEFAULTS, ...options.limits };
    this.#options = options;
    this.#requestTimeout = timeouts.requestTimeout;
    this.#http = new HttpClient(options.endpoint, timeouts);
    this.#retrying = lazyRetries(maxAttempts);
  }

  async call<Operation extends keyof TableOperations>(
    operation: Operation,
    input: TableOperations[Operation]['input'],
    options: CallOptions = {},
  ): Promise<TableOperations[Operation]['output']> {
    const request = requestOf(this.#options.endpoint, operation, marshalled(input));
    const send = this.#retrying((one) => this.#attempt(one, options));
    // The shape is what DynamoDB promises for the operation; the SDK does not check it either.
    return unmarshalled(await send(request)) as TableOperations[Operation]['output'];
  }

  /** Ends idle connections. */
  destroy(): void {
    this.#http.destroy();
  }

  /** One try, with its own signature and timeout. */
  async #attempt(request: HttpRequest, options: CallOptions): Promise<JsonOutput> {
    const signedRequest = await signed(request, this.#options, Date.now());
    const deadline = Date.now() + this.#requestTimeout;
    const response = await this.#http.send(signedRequest, options);
    return outputOf(response, deadline - Date.now());
  }
}
