/**
 * US dollars in us-east-1, as docs/deploy.md has them.
 * @see https://aws.amazon.com/api-gateway/pricing/ https://aws.amazon.com/lambda/pricing/
 * @see https://aws.amazon.com/dynamodb/pricing/on-demand/ https://aws.amazon.com/cloudwatch/pricing/
 * @see https://aws.amazon.com/sqs/pricing/
 * @see https://aws.amazon.com/ec2/pricing/on-demand/ for data that leaves AWS
 */
export const PRICES = {
  /** A message of up to 32 KB, either way. */
  message: 1 / 1e6,
  connectionMinute: 0.25 / 1e6,
  queueRequest: 0.5 / 1e6,
  write: 0.625 / 1e6,
  read: 0.125 / 1e6,
  call: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
  loggedByte: 0.5 / 1e9,
  sentByte: 0.09 / 1e9,
} as const;

/** What something asks of AWS. */
export type Usage = { readonly [Part in keyof typeof PRICES]?: number };

/** What that costs, in dollars. */
export function dollarsOf(usage: Usage): number {
  const parts: readonly (readonly [keyof typeof PRICES, number | undefined])[] = [
    ['message', usage.message],
    ['connectionMinute', usage.connectionMinute],
    ['queueRequest', usage.queueRequest],
    ['write', usage.write],
    ['read', usage.read],
    ['call', usage.call],
    ['gigabyteSecond', usage.gigabyteSecond],
    ['loggedByte', usage.loggedByte],
    ['sentByte', usage.sentByte],
  ];
  return parts.reduce((sum, [part, count = 0]) => sum + count * PRICES[part], 0);
}
