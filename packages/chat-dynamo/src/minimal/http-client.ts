import { Agent as HttpAgent, request as httpRequest, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { HttpResponse, type HttpRequest } from '@smithy/core/transport';
import type { ClientLimits } from '../client-defaults.js';
import type { CallOptions } from '../table-client.js';

/** How many connections there are at most; what is more waits. */
const MAX_SOCKETS = 50;
/** Errors of a connection that are as good as a response that never came: the SDK's retries know them by this name. */
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/**
 * Requests by Node's own HTTP, on connections that are kept: what the SDK's handler does for DynamoDB, without what it does
 * for other services (bodies that are streams, `Expect: 100-continue`, agents and queries of their own).
 */
export class HttpClient {
  readonly #agent: HttpAgent;
  readonly #request: typeof httpRequest;
  readonly #limits: Pick<ClientLimits, 'connectionTimeout' | 'requestTimeout'>;

  /** @param endpoint - where all requests go */
  constructor(endpoint: URL, limits: Pick<ClientLimits, 'connectionTimeout' | 'requestTimeout'>) {
    const isPlain = endpoint.protocol === 'http:';
    const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
    this.#agent = isPlain ? new HttpAgent(options) : new HttpsAgent(options);
    this.#request = isPlain ? httpRequest : httpsRequest;
    this.#limits = limits;
  }

  /**
   * Sends a request whose body is a text.
   *
   * @returns the response, once its headers are there; its body is a stream that has to be read to the end
   * @throws Error named `TimeoutError` when the connection or the headers take too long or the connection is lost,
   * `AbortError` when the signal says so, or as Node rejects it
   */
  send(request: HttpRequest, { abortSignal }: CallOptions = {}): Promise<HttpResponse> {
    const { hostname, port, method, path, headers, body } = request;
    const options = { host: hostname.replace(/^\[|\]$/g, ''), port, method, path, headers };
    return new Promise((resolve, reject) => {
      const sent = this.#request({ ...options, agent: this.#agent }, (response) => {
        stopWaiting();
        const fields = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        const { statusCode = 0 } = response;
        resolve(new HttpResponse({ statusCode, headers: Object.fromEntries(fields), body: response }));
      });
      const stopWaiting = this.#timed(sent, reject);
      // Also of a connection that is lost once there is a response: its body says so.
      sent.on('error', (error: NodeJS.ErrnoException) => {
        stopWaiting();
        reject(LOST.has(error.code ?? '') ? Object.assign(error, { name: 'TimeoutError' }) : error);
      });
      const abort = () => {
        stopWaiting();
        reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
        sent.destroy();
      };
      // Not as an option of Node's: that would bind the connection, which later requests share.
      abortSignal?.addEventListener('abort', abort, { once: true });
      sent.once('close', () => abortSignal?.removeEventListener('abort', abort));
      if (abortSignal?.aborted === true) abort();
      else sent.end(body);
    });
  }

  /** Ends idle connections. */
  destroy(): void {
    this.#agent.destroy();
  }

  /** Gives a request up that waits too long for its connection, or for the headers of its response. */
  #timed(sent: ClientRequest, reject: (error: Error) => void): () => void {
    const { connectionTimeout, requestTimeout } = this.#limits;
    const giveUp = (what: string, milliseconds: number) => {
      const error = Object.assign(new Error(`DynamoDB: ${what} within ${milliseconds} ms`), {
        name: 'TimeoutError',
      });
      // A request without a connection reports no error before it has one.
      reject(error);
      sent.destroy(error);
    };
    const connecting = setTimeout(() => giveUp('no connection', connectionTimeout), connectionTimeout);
    const responding = setTimeout(() => giveUp('no response', requestTimeout), requestTimeout);
    sent.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => clearTimeout(connecting));
      else clearTimeout(connecting);
    });
    return () => {
      clearTimeout(connecting);
      clearTimeout(responding);
    };
  }
}
