import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { EVENTS_TARGET } from './packaged.js';

/** The queues of what failed too often. */
export const DEAD_LETTERS = ['BroadcastDeadLetters', 'PublishDeadLetters'] as const;
/** The queues that feed functions. */
export const FED_QUEUES = ['BroadcastQueue', 'BusyQueue', 'EventsQueue'] as const;
/** One of them. */
export type FedQueue = (typeof FED_QUEUES)[number];

/** The queues of the local stack, as SQS measures them. */
export class Queues {
  readonly #client: SQSClient;
  readonly #urls: readonly string[];
  readonly #openedAt: number;
  readonly #emptyAt = new Map<FedQueue, number>();

  private constructor(client: SQSClient, urls: readonly string[], now: number) {
    this.#client = client;
    this.#urls = urls;
    this.#openedAt = now;
  }

  /**
   * Makes the target of events as well.
   * @param now - emulated milliseconds
   */
  static async open(endpoint: string, now: number): Promise<Queues> {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret' };
    const client = new SQSClient({ endpoint, region: 'us-east-1', credentials });
    const target = { QueueName: EVENTS_TARGET, Attributes: { FifoQueue: 'true' } };
    await client.send(new CreateQueueCommand(target));
    const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
    return new Queues(client, QueueUrls, now);
  }

  /** Seconds since a queue was empty last: no message in it can be older. */
  async age(queue: FedQueue, now: number): Promise<number> {
    if ((await this.#waiting(queue)) === 0) this.#emptyAt.set(queue, now);
    return (now - (this.#emptyAt.get(queue) ?? this.#openedAt)) / 1_000;
  }

  async deadLetters(queue: (typeof DEAD_LETTERS)[number]): Promise<number> {
    return this.#waiting(queue);
  }

  /** Puts a notification where SQS puts those that failed ten times. */
  addDeadLetter(): Promise<void> {
    return this.#add('BroadcastDeadLetters');
  }

  /** Puts a notification where senders put those of busy rooms. */
  addBusy(): Promise<void> {
    return this.#add('BusyQueue');
  }

  async #add(queue: string): Promise<void> {
    const job = JSON.stringify({ room: 'hall', shard: 0, epoch: 'e1', seqs: [1] });
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#url(queue),
        MessageBody: job,
        MessageGroupId: 'hall#0',
        MessageDeduplicationId: String(performance.now()),
      }),
    );
  }

  /** Puts a request of a backend where SQS puts those that failed five times. */
  async addUnpublished(): Promise<void> {
    const MessageBody = JSON.stringify({ messages: [] });
    await this.#client.send(
      new SendMessageCommand({ QueueUrl: this.#url('PublishDeadLetters'), MessageBody }),
    );
  }

  async clearDeadLetters(): Promise<void> {
    for (const name of DEAD_LETTERS)
      await this.#client.send(new PurgeQueueCommand({ QueueUrl: this.#url(name) }));
  }

  close(): void {
    this.#client.destroy();
  }

  async #waiting(name: string): Promise<number> {
    const { Attributes = {} } = await this.#client.send(
      new GetQueueAttributesCommand({ QueueUrl: this.#url(name), AttributeNames: ['All'] }),
    );
    const { ApproximateNumberOfMessages = '0', ApproximateNumberOfMessagesNotVisible = '0' } = Attributes;
    return Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible);
  }

  #url(name: string): string {
    const url = this.#urls.find((one) => one.includes(name));
    if (url === undefined) throw new Error(`no queue ${name} among ${this.#urls.join(', ')}`);
    return url;
  }
}
