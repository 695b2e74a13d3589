import {
  ChatError,
  StalledRecipients,
  type DeliverOptions,
  type DeliverySummary,
  type MessageGateway,
  type ProbeOptions,
  type ProbeOutcome,
  type Recipient,
  type ServerEvent,
} from '@serverless-ws/chat-domain';
import { encode, eventFrame } from '@serverless-ws/chat-protocol';
import { API_GATEWAY_QUOTAS, YOUNG_CONNECTION } from './api-gateway-quotas.js';
import { Deadline } from './delivery/deadline.js';
import { deliverPages } from './delivery/deliver-pages.js';
import { Delivery } from './delivery/delivery.js';
import { FailureReport } from './delivery/failure-report.js';
import { closedSink, type Sink } from './delivery/sink.js';
import { NO_RETRIES } from './delivery/retry-policy.js';
import { RateLimiter } from './delivery/rate-limiter.js';
import { PageReader } from './delivery/page-reader.js';
import { SendWindow } from './delivery/send-window.js';
import { settingsOf, type GatewayOptions } from './gateway-options.js';
import type { GatewaySettings } from './gateway-settings.js';
import type { ConnectionCalls } from './sdk-client.js';
import { CredentialsSource } from './signing/credentials.js';
import { SignedPosts, SigningKeys } from './signing/signed-posts.js';
import { ConnectionPool } from './transport/connection-pool.js';
import { loopUtilization } from './transport/loop-utilization.js';
import { socketSource } from './transport/open-socket.js';

/** The `MessageGateway` of API Gateway: posts to `@connections` over kept-alive connections, each signed on its own. */
export class ApiGatewayMessageGateway implements MessageGateway {
  readonly #settings: GatewaySettings;
  readonly #credentials: CredentialsSource;
  readonly #window: SendWindow;
  readonly #rateLimiter: RateLimiter | null;
  readonly #keys = new SigningKeys();
  readonly #stalled = new StalledRecipients();
  readonly #unanswered = new Set<string>();
  #pool: Promise<ConnectionPool> | null = null;
  #calls: Promise<ConnectionCalls> | null = null;

  /** @throws TypeError for an option that makes no sense */
  constructor(options: GatewayOptions) {
    this.#settings = settingsOf(options);
    this.#credentials = new CredentialsSource(this.#settings.credentials, this.#settings.clock);
    const { clock, rate, scheduler, window } = this.#settings;
    this.#rateLimiter = rate === null ? null : new RateLimiter(rate, clock, scheduler);
    this.#window = new SendWindow(window, this.#rateLimiter);
  }

  async deliver<R extends Recipient>(
    event: ServerEvent,
    recipients: AsyncIterable<readonly R[]>,
    options: DeliverOptions<R>,
  ): Promise<DeliverySummary> {
    const deadline = this.#deadline(options.deadline);
    const report = new FailureReport<R>(options.onUndelivered);
    try {
      const pages = new PageReader(recipients);
      const sink = await this.#open(event, deadline, options, report);
      deadline.onPassed(() => {
        sink.expire();
        pages.expire();
      });
      return await deliverPages(pages, sink, () => {
        this.#refreshCredentials(sink);
      });
    } finally {
      deadline.cancel();
      report.write(this.#settings.logger, this.#settings.endpoint.url);
    }
  }

  /** By the SDK's client, which is loaded at the first call: few invocations ever end a connection. */
  async disconnect(connectionId: string): Promise<void> {
    const deadline = this.#deadline();
    try {
      await deadline.before(this.#end(connectionId));
    } catch (error) {
      throw new ChatError('unavailable', 'The connection could not be ended', { cause: error });
    } finally {
      deadline.cancel();
    }
  }

  /** By the SDK's client, too. Of a connection that is young, API Gateway cannot say whether it is gone. */
  async probe(recipient: Recipient, options: ProbeOptions): Promise<ProbeOutcome> {
    const { clock, scheduler } = this.#settings;
    if (clock.now() - recipient.connectedAt < YOUNG_CONNECTION) return 'unknown';
    const deadline = new Deadline(options.deadline, clock, scheduler);
    const abort = new AbortController();
    deadline.onPassed(() => {
      abort.abort();
    });
    const asked = this.#loadCalls().then(({ exists }) => exists(recipient.connectionId, abort.signal));
    try {
      return (await deadline.before(asked)) ? 'open' : 'gone';
    } catch {
      return 'unknown';
    } finally {
      deadline.cancel();
    }
  }

  /** Ends the idle connections to API Gateway, which otherwise end by themselves. */
  async close(): Promise<void> {
    const pool = await this.#pool;
    pool?.close();
  }

  /** A sink for the event, or one that fails every recipient with the reason. */
  async #open<R extends Recipient>(
    event: ServerEvent,
    deadline: Deadline,
    { tail, retry }: Pick<DeliverOptions, 'tail' | 'retry'>,
    report: FailureReport<R>,
  ): Promise<Sink<R>> {
    const settings = retry === false ? { ...this.#settings, retries: NO_RETRIES } : this.#settings;
    const credentials = this.#credentials;
    const gateway = {
      window: this.#window,
      rateLimiter: this.#rateLimiter,
      stalled: this.#stalled,
      unanswered: this.#unanswered,
    };
    try {
      const body = Buffer.from(encode(eventFrame(event)));
      const { messageBytes } = API_GATEWAY_QUOTAS;
      if (body.length > messageBytes) {
        return closedSink(`payload of ${String(body.length)} bytes, over ${String(messageBytes)}`, report);
      }
      const posts = new SignedPosts(settings.endpoint, settings.region, body, this.#keys);
      const first = await deadline.before(credentials.current());
      this.#pool ??= this.#openPool();
      const pool = await this.#pool;
      return new Delivery({ settings, credentials, ...gateway, pool, posts, deadline, tail }, first, report);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown error';
      return closedSink(`cannot post: ${message}`, report, error);
    }
  }

  /** Keeps the credentials of a long delivery fresh, without making a page wait for them. */
  #refreshCredentials<R extends Recipient>(sink: Sink<R>): void {
    this.#credentials.current().then(
      (credentials) => {
        sink.use(credentials);
      },
      // Those in use may still be valid; if not, the posts fail with 403.
      () => undefined,
    );
  }

  async #openPool(): Promise<ConnectionPool> {
    const { ca, clock, endpoint, scheduler } = this.#settings;
    return new ConnectionPool(await socketSource(endpoint, ca, clock), clock, scheduler, loopUtilization());
  }

  /** The earlier of a deadline and that of the settings. */
  #deadline(at = Infinity): Deadline {
    const { clock, deadline, scheduler } = this.#settings;
    return new Deadline(Math.min(at, deadline()), clock, scheduler);
  }

  async #end(connectionId: string): Promise<void> {
    const { end } = await this.#loadCalls();
    await end(connectionId);
  }

  async #loadCalls(): Promise<ConnectionCalls> {
    this.#calls ??= import('./sdk-client.js').then(({ connectionCalls }) =>
      connectionCalls(this.#settings, () => this.#credentials.current()),
    );
    return this.#calls;
  }
}
