const ACCOUNT = '000000000000';

/** The address of a queue at an SQS. */
export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${ACCOUNT}/${name}`;
}
