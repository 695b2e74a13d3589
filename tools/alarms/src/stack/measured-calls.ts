import type { Operation } from '@serverless-ws/apigw-emulator';
import type { InvocationOutcome } from '@serverless-ws/serverless-local';
import type { Template } from '@serverless-ws/template/rules/template.js';
import { extracted, metricFilters, type MetricFilter } from '../cloudwatch/metric-filter.js';
import type { MetricStore } from '../cloudwatch/metric-store.js';
import type { PlayedTime } from '../run/played-time.js';
import { resolver, STAGE } from './packaged.js';
import type { FedQueue } from './queues.js';

/** Invocations at once above which the account would throttle. The local runtime queues them; here they count. */
const CONCURRENCY = 40;

/** What is measured with. */
export interface Measuring {
  readonly template: Template;
  readonly store: MetricStore;
  readonly time: PlayedTime;
}

/** Makes metrics of what a stack logs and does: those of the template's own filters, and those that AWS makes itself. */
export class MeasuredCalls {
  readonly #measuring: Measuring;
  readonly #filters: readonly MetricFilter[];
  readonly #resolve: (value: unknown) => string;
  #running = 0;

  constructor(measuring: Measuring) {
    this.#measuring = measuring;
    this.#filters = metricFilters(measuring.template);
    this.#resolve = resolver(measuring.template);
  }

  /** What a function writes: lines of JSON, and what crashes leave. */
  logged(functionName: string, text: string): void {
    for (const line of text.split('\n').filter((one) => one.startsWith('{'))) {
      const fields: Readonly<Record<string, unknown>> = JSON.parse(line);
      for (const filter of this.#filters) {
        if (filter.logGroup !== `${logicalName(functionName)}LogGroup`) continue;
        const found = extracted(filter, fields);
        if (found !== null) this.#measuring.store.add(found, this.#measuring.time.now(), found.value);
      }
    }
  }

  invoked(functionName: string): void {
    this.#running += 1;
    if (this.#running > CONCURRENCY) this.#lambda(functionName, 'Throttles', 1);
  }

  ended(functionName: string, { milliseconds, failed }: InvocationOutcome): void {
    this.#running -= 1;
    const took = this.#measuring.time.tookOf(milliseconds);
    this.#lambda(functionName, 'Duration', took);
    if (failed) this.#lambda(functionName, 'Errors', 1);
    if (/^(?:authorizer|publish|broadcast|events)/.test(functionName)) return;
    this.#api('IntegrationLatency', took);
    if (failed) this.#api('IntegrationError');
  }

  /** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html */
  gateway(operation: Operation): void {
    if (operation.kind === 'invoke' && operation.target === '$connect') this.#api('ConnectCount');
    if (operation.kind === 'receive' || operation.kind === 'send') this.#api('MessageCount');
  }

  tableThrottled(): void {
    this.#add('AWS/DynamoDB', 'WriteThrottleEvents', { TableName: 'ChatTable' }, 1);
  }

  queueIs(QueueName: FedQueue, age: number): void {
    this.#add('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName }, age);
  }

  deadLetters(QueueName: string, count: number): void {
    this.#add('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName }, count);
  }

  #lambda(functionName: string, name: string, value: number): void {
    const FunctionName = this.#resolve(`${logicalName(functionName)}LambdaFunction`);
    this.#add('AWS/Lambda', name, { FunctionName }, value);
  }

  #api(name: string, value = 1): void {
    this.#add('AWS/ApiGateway', name, { ApiId: 'WebsocketsApi', Stage: STAGE }, value);
  }

  #add(namespace: string, name: string, dimensions: Readonly<Record<string, string>>, value: number): void {
    const { store, time } = this.#measuring;
    store.add({ namespace, name, dimensions }, time.now(), value);
  }
}

/** What the resources of a function begin with. */
function logicalName(functionName: string): string {
  return functionName.charAt(0).toUpperCase() + functionName.slice(1);
}
