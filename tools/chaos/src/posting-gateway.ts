import { ApiGatewayMessageGateway } from '@serverless-ws/chat-apigw';
import type { MessageGateway } from '@serverless-ws/chat-domain';
import { LOCAL } from './backend-settings.js';
import type { TlsFront } from './tls-front.js';

/** Milliseconds, generous: a busy machine must not look like a lost push. */
const POST_TIMEOUT = 10_000;
const TAIL = 2_000;

/** The gateway that handlers post by, over TLS. Cold after {@link cool}, as in a container that has just started. */
export class PostingGateway {
  readonly #front: TlsFront;
  #current: ApiGatewayMessageGateway;

  constructor(front: TlsFront) {
    this.#front = front;
    this.#current = this.#open();
  }

  /** The gateway of one invocation. */
  get current(): MessageGateway {
    const gateway = this.#current;
    return {
      deliver: (event, recipients, options) =>
        gateway.deliver(event, recipients, { ...options, ...(options.tail !== undefined && { tail: TAIL }) }),
      disconnect: (connectionId) => gateway.disconnect(connectionId),
      probe: (recipient, options) => gateway.probe(recipient, options),
    };
  }

  /** The next post finds no connection, and no client is known to stall. */
  cool(): void {
    this.#current = this.#open();
  }

  #open(): ApiGatewayMessageGateway {
    const { port, ca } = this.#front;
    return new ApiGatewayMessageGateway({
      endpoint: { url: `https://127.0.0.1:${port}/local` },
      region: LOCAL.region,
      credentials: async () => LOCAL.credentials,
      timeout: POST_TIMEOUT,
      ca,
    });
  }
}
