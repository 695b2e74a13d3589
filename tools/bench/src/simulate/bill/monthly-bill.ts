import { dollarsOf, PRICES, type Usage } from '@serverless-ws/cost/prices.js';
import { sum, type UsageParts } from './monthly-usage.js';

/** Messages from which on API Gateway takes $0.80 a million. @see https://aws.amazon.com/api-gateway/pricing/ */
const FIRST_STEP = 1e9;
const SECOND_STEP = 0.8 / 1e6;
/**
 * Of a stage, however many users it has, as docs/deploy.md has them: alarms, by the metrics that they read; and metrics,
 * which cost by the hour in which they have data: of messages, and of batches. Users who say nothing make none.
 */
const ALARMS = 2.6;
const METRICS = { messages: 6.3, batches: 0.4 };
/**
 * What is free each month for as long as an account lasts: Lambda's calls and time, and SQS's requests.
 * @see https://aws.amazon.com/free/
 */
const FREE: Usage = { call: 1e6, gigabyteSecond: 400_000, queueRequest: 1e6, loggedByte: 5e9 };

/** A bill, in dollars a month. */
export interface MonthlyBill {
  readonly parts: Readonly<Record<string, number>>;
  /** All of it, without what is free. */
  readonly total: number;
  /** All of it less what is free for as long as an account lasts. */
  readonly afterFree: number;
}

/** The bill of a month. */
export function monthlyBill(usage: UsageParts): MonthlyBill {
  const all = sum(Object.values(usage));
  // What messages above the first step cost less is taken off the posts, which are most of them.
  const rebate = Math.max(0, (all.message ?? 0) - FIRST_STEP) * (PRICES.message - SECOND_STEP);
  const parts: Record<string, number> = {};
  for (const [name, part] of Object.entries(usage))
    parts[name] = dollarsOf(part) - (name === 'posts' ? rebate : 0);
  parts['metrics and alarms'] = monitoring(usage);
  const total = Object.values(parts).reduce((dollars, part) => dollars + part, 0);
  return { parts, total, afterFree: total - dollarsOf(freeOf(all)) };
}

function freeOf(all: Usage): Usage {
  return {
    call: Math.min(FREE.call ?? 0, all.call ?? 0),
    gigabyteSecond: Math.min(FREE.gigabyteSecond ?? 0, all.gigabyteSecond ?? 0),
    queueRequest: Math.min(FREE.queueRequest ?? 0, all.queueRequest ?? 0),
    loggedByte: Math.min(FREE.loggedByte ?? 0, all.loggedByte ?? 0),
  };
}

function monitoring({ messages = {}, workers = {} }: UsageParts): number {
  const talk = messages.call ? METRICS.messages : 0;
  return ALARMS + talk + (workers.call ? METRICS.batches : 0);
}
