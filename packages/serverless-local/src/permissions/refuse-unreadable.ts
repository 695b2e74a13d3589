import { ServiceError } from '../service-error.js';
import type { Deployment } from '../serverless-file/deployment.js';
import { isAllowed } from './is-allowed.js';

/** What Lambda needs of a function's role to read a queue for it. */
const NEEDED = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/**
 * Refuses a queue that the function's role cannot read, as AWS refuses to make such an event source.
 * @throws ServiceError
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
 */
export function refuseUnreadable({ eventSources, roles }: Pick<Deployment, 'eventSources' | 'roles'>): void {
  for (const { functionName, arn } of eventSources) {
    const role = roles.get(functionName);
    const missing = NEEDED.find(
      (action) => role !== undefined && !isAllowed(role, { action, resource: arn, context: {} }),
    );
    if (missing === undefined) continue;
    const message = `its role lacks ${missing} on ${arn}`;
    throw new ServiceError('permission_missing', message, { path: `functions.${functionName}.events` });
  }
}
