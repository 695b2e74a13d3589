import { ServiceError } from '../service-error.js';
import type { DeployedEventSource } from './deployment.js';
import { computed, type References } from '../template/intrinsics.js';
import { at, type Variables } from './variables.js';

/** What AWS takes where a source does not say. @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html */
const BATCH_SIZE = 10;
/** Where a source sets no maximum, AWS goes to a thousand; a laptop does not. */
const CONCURRENCY = 4;

/** The queues that feed functions, over all functions; those that are switched off are left out. */
export function deployedEventSources(
  functions: ReadonlyMap<string, unknown>,
  variables: Variables,
  references: References,
): readonly DeployedEventSource[] {
  return [...functions].flatMap(([functionName, definition]) => {
    const place = `functions.${functionName}.events`;
    const events = variables.resolve(at(definition, 'events') ?? [], place);
    return (Array.isArray(events) ? events : [])
      .map((event: unknown) => at(event, 'sqs'))
      .filter((source) => source !== undefined && at(source, 'enabled') !== false)
      .map((source) =>
        eventSource(functionName, source, computed(at(source, 'arn') ?? source, references, place)),
      );
  });
}

function eventSource(functionName: string, source: unknown, arn: string | undefined): DeployedEventSource {
  if (arn === undefined) {
    throw new ServiceError('missing_value', 'no such queue', { path: `functions.${functionName}.events` });
  }
  return {
    functionName,
    arn,
    batchSize: Number(at(source, 'batchSize') ?? BATCH_SIZE),
    maximumConcurrency: Number(at(source, 'maximumConcurrency') ?? CONCURRENCY),
    reportsItemFailures: at(source, 'functionResponseType') === 'ReportBatchItemFailures',
  };
}
