import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AwsRequest } from './aws-request.js';
import { ownerOf } from './credentials.js';
import { refusal, type Refusal } from './refusal.js';

/**
 * Where the local engine of a service is, by the service's name in signatures, `dynamodb`, `sqs`, `sns`…; `undefined`
 * where there is none.
 * @param functionName - who asks; `undefined` for this machine itself
 */
export type EngineOf = (service: string, functionName: string | undefined) => string | undefined;

/** Hands requests on to local engines. */
export class Engines {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #engineOf: EngineOf;
  readonly #ownUrl: string;

  /** @param ownUrl - of the endpoint that functions ask, which stands in the addresses of queues */
  constructor(engineOf: EngineOf, ownUrl: string) {
    this.#engineOf = engineOf;
    this.#ownUrl = ownUrl;
  }

  /** The answer to a request for a service that this machine does not have. */
  missing(asked: AwsRequest | undefined): Refusal | undefined {
    if (asked === undefined || this.#address(asked) !== undefined) return undefined;
    const message = `no ${asked.service} on this machine: startService takes its address in endpoints.${asked.service}`;
    return refusal(asked, 'ServiceNotOnThisMachine', message);
  }

  /** Resolves when the answer is on its way; rejects where the engine cannot be reached. */
  forward(
    request: IncomingMessage,
    asked: AwsRequest | undefined,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'POST', headers, url = '/' } = request;
    const engine = this.#address(asked) ?? '';
    const sent = asked?.service === 'sqs' ? this.#withQueuesOf(engine, body) : body;
    // An engine may be below a path of its own.
    const target = new URL(`${engine.replace(/\/$/, '')}${url}`);
    // The engine puts the host that it was asked for into the address of a queue that it makes, and knows it by that.
    const host = asked?.service === 'sqs' && { host: target.host };
    const options = {
      method,
      headers: { ...headers, 'content-length': `${sent.length}`, ...host },
      agent: this.#agent,
    };
    return new Promise((resolve, reject) => {
      const forwarded = httpRequest(target, options, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
        answer.once('error', reject);
        resolve();
      });
      forwarded.once('error', reject);
      // The function was killed: what it asked for is not waited for.
      response.once('close', () => response.writableFinished || forwarded.destroy());
      forwarded.end(sent);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #address(asked: AwsRequest | undefined): string | undefined {
    if (asked === undefined) return undefined;
    return this.#engineOf(asked.service, ownerOf(asked.accessKeyId) ?? undefined);
  }

  /** Functions know their queues by the address that they ask; the engine by its own. */
  #withQueuesOf(engine: string, body: Buffer): Buffer {
    const text = body.toString();
    const own = [this.#ownUrl, encodeURIComponent(this.#ownUrl)];
    const its = [engine, encodeURIComponent(engine)];
    return Buffer.from(own.reduce((result, from, at) => result.replaceAll(from, its[at] ?? ''), text));
  }
}
