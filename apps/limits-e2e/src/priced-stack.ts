import { EventEmitter, once } from 'node:events';
import { startLocalStack, type LocalStack } from '@serverless-ws/local-stack/start-local-stack.js';
import { ChatSocket } from '@serverless-ws/scenarios/chat-socket.js';
import { startInspectedQueues, type InspectedQueues } from '@serverless-ws/scenarios/inspected-queues.js';
import { PublishingBackend } from '@serverless-ws/scenarios/publishing-backend.js';
import { openTableMeter, type TableMeter } from './table-meter.js';

/** What something asked of AWS. */
export interface Priced {
  /** Capacity units of the table. */
  readonly reads: number;
  readonly writes: number;
  /** Members who were pushed something. */
  readonly people: number;
  /** Calls of functions. */
  readonly calls: number;
}

/** Where events go. */
const SINK = 'company.fifo';
const PARAMS = { floodMessages: '1000', connectionsPerUser: '50', publishQueue: 'on' };
const READS = new Set(['GetItem', 'BatchGetItem', 'Query']);

/** The local stack, on which everything is counted: units, calls, and what clients are pushed. */
export class PricedStack {
  readonly #sockets = new Map<string, ChatSocket>();
  readonly #backend: PublishingBackend;
  readonly #events = new EventEmitter();
  #lastMessage: { readonly epoch: string; readonly seq: number; readonly id: string } | null = null;

  private constructor(
    readonly stack: LocalStack,
    readonly meter: TableMeter,
    readonly calls: Calls,
    readonly queues: InspectedQueues,
  ) {
    this.#backend = new PublishingBackend(stack);
  }

  /** As prod, without the sample of frames, whose cost is by chance. */
  static async open(): Promise<PricedStack> {
    const [meter, calls] = [await openTableMeter(), new Calls()];
    const queues = await startInspectedQueues();
    const stack = await startLocalStack({
      coldStart: true,
      params: PARAMS,
      endpoints: { sqs: queues.endpoint },
      tableAddress: meter.address,
      onInvoke: () => calls.begin(),
      onInvoked: () => calls.end(),
    });
    return new PricedStack(stack, meter, calls, queues);
  }

  /** The latest message that was acknowledged. */
  get lastMessage(): { readonly epoch: string; readonly seq: number; readonly id: string } {
    if (this.#lastMessage === null) throw new Error('nothing was sent');
    return this.#lastMessage;
  }

  async connect(sub: string, roles: readonly string[]): Promise<ChatSocket> {
    const token = this.stack.token({ sub, roles });
    const socket = await ChatSocket.open(this.stack.url, { headers: { Authorization: `Bearer ${token}` } });
    this.#sockets.set(sub, socket);
    return socket;
  }

  disconnect(sub: string): void {
    this.#sockets.get(sub)?.close();
    this.#sockets.delete(sub);
  }

  /** Publishes one message, as a backend does. */
  async publish(message: object): Promise<void> {
    const as = { id: 'orders', name: 'Orders' };
    const response = await this.#backend.invoke({ messages: [{ ...message, as }] });
    if (!('results' in response) || response.results.some((result) => 'error' in result))
      throw new Error(JSON.stringify(response));
  }

  /** Sends a frame, and keeps its message, if it was one. */
  async ask(socket: ChatSocket, frame: object): Promise<void> {
    const answer = await socket.ask(frame);
    if (answer.type === 'error') throw new Error(JSON.stringify([frame, answer]));
    const isMessage = Object.hasOwn(frame, 'text') && !Object.hasOwn(frame, 'id');
    if (answer.type === 'ack' && answer.room !== 'lobby' && isMessage) this.#lastMessage = answer;
  }

  /**
   * What that asks of AWS, until all functions have ended.
   * @param least - calls that it leads to at least: those that come after the response are waited for
   * @param functionName - whose units are counted; those of all when absent
   */
  async measure(work: () => Promise<void>, least: number, functionName?: string): Promise<Priced> {
    await this.calls.rest(0);
    const [units, calls, pushed] = [this.meter.calls.length, this.calls.count, this.#pushed()];
    await work();
    await this.calls.rest(calls + least);
    const consumed = this.meter.calls
      .slice(units)
      .filter((call) => functionName === undefined || call.functionName === functionName);
    const called = this.calls.count - calls;
    // What was pushed has arrived by the time of a pong.
    await Promise.all([...this.#sockets.values()].map((socket) => socket.alive().catch(() => undefined)));
    const sum = (isRead: boolean) =>
      consumed
        .filter(({ operation }) => READS.has(operation) === isRead)
        .reduce((total, { units: some }) => total + some, 0);
    return { reads: sum(true), writes: sum(false), people: this.#pushed() - pushed, calls: called };
  }

  /** From now on entries become events. */
  async turnEventsOn(): Promise<void> {
    await this.queues.create(SINK);
    const eventsTo = `arn:aws:sqs:us-east-1:000000000000:${SINK}`;
    await this.stack.reload({ ...PARAMS, events: 'on', eventsTo });
  }

  /**
   * What it asks of AWS that a message which is sent so becomes an event: units of the function of events, and its call. It
   * looks once the message is stored, as it waits for one that is not, which costs it reads by chance.
   */
  async measureEvent(send: () => Promise<void>): Promise<Priced> {
    const sent = once(this.#events, 'sent');
    this.meter.before = async (functionName) => {
      if (functionName === 'events') await sent;
    };
    const work = async () => {
      try {
        await send();
      } finally {
        this.#events.emit('sent');
      }
    };
    const { calls, ...units } = await this.measure(work, 2, 'events');
    return { ...units, calls: calls - 1, people: 0 };
  }

  /** Requests to SQS so far, by which something was sent: notifications of events, and events. */
  sent(): readonly number[] {
    return ['EventsQueue.fifo', SINK].map((queue) => this.queues.sent.get(queue)?.length ?? 0);
  }

  async close(): Promise<void> {
    for (const sub of [...this.#sockets.keys()]) this.disconnect(sub);
    this.#backend.close();
    await this.stack.gateway.close(10_000);
    await this.stack.close();
    await Promise.all([this.meter.close(), this.queues.close()]);
  }

  #pushed(): number {
    return [...this.#sockets.values()].reduce((sum, { unread }) => sum + unread.length, 0);
  }
}

/** The calls of functions, those under way and all there were. */
class Calls {
  count = 0;
  #running = 0;
  readonly #changes = new EventEmitter();

  begin(): void {
    this.count += 1;
    this.#running += 1;
    this.#changes.emit('change');
  }

  end(): void {
    this.#running -= 1;
    this.#changes.emit('change');
  }

  /** Resolves once so many calls have begun, and none is under way. */
  async rest(least: number): Promise<void> {
    while (this.#running > 0 || this.count < least) await once(this.#changes, 'change');
  }
}
