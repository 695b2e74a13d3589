import type { Facts } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';

const { ok, warning, failed } = findingsAbout('quotas');

/**
 * What new accounts have instead of 1,000.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const NEW_ACCOUNT = 100;

/** Whether the account has what the stack may take of it. */
export function checkQuotas({ quotas }: Facts): readonly Finding[] {
  if (quotas === null) return [ok('none: there is no account')];
  const { requestsPerSecond, taken, concurrency, unreserved } = quotas;
  return [
    taken <= requestsPerSecond
      ? ok(`frames and workers take ${taken} of ${requestsPerSecond} requests a second at most`)
      : warning(
          `frames and workers may take ${taken} requests a second, and the account has ${requestsPerSecond}: lower framesPerSecond or broadcastPostsPerSecond, or ask for more in Service Quotas`,
        ),
    runnable(concurrency, unreserved),
  ];
}

function runnable(concurrency: number, unreserved: number): Finding {
  const says = `${concurrency} functions may run at the same time, ${unreserved} of them unreserved`;
  if (unreserved === 0) return failed(`${says}: no function of the chat can: reserve less`);
  if (concurrency < NEW_ACCOUNT)
    return warning(`${says}: a few users at once use that up; ask for more in Service Quotas`);
  return ok(says);
}
