import type { EventsFacts, EventsTargetFacts, Facts } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';

const { ok, warning, failed } = findingsAbout('events');

/** Whether what becomes an event has where to go: to a queue or a bus that is there, and that the function may send to. */
export function checkEvents({ events }: Facts): readonly Finding[] {
  if (events === null) return [];
  if (events === 'off') return [ok('are off: nothing leaves the chat')];
  return [target(events)];
}

function target({ to, target: found, isAllowed }: EventsFacts): Finding {
  if (to === '')
    return failed('are on and go nowhere: deploy with --param="eventsTo=<ARN of a queue or bus>"');
  if (found === null)
    return failed(`go to ${to}, which is not there: make it; until then they wait, for 14 days`);
  if (isAllowed === false)
    return failed(`EventsRole may not send to ${to}: deploy again, and look for a policy that denies it`);
  if (found === 'unknown')
    return warning(`go to ${to}, which may not be looked at from here: see docs/runbook.md#events-age`);
  return permission(to, found) ?? order(to, found, isAllowed);
}

/** What the role alone cannot allow. */
function permission(to: string, { isCrossAccount, policy, key }: EventsTargetFacts): Finding | undefined {
  if (isCrossAccount && !policy.includes('"Allow"'))
    return failed(`go to ${to} of another account, whose policy allows no one: it has to allow EventsRole`);
  if (key === '' || key.includes('alias/aws/')) return undefined;
  return warning(`go to ${to}, which has the key ${key}: its policy has to let EventsRole use it`);
}

function order(to: string, { isFifo }: EventsTargetFacts, isAllowed: boolean | null): Finding {
  const name = to.slice(to.lastIndexOf(':') + 1);
  if (isAllowed === null)
    return warning(
      `go to ${name}; whether EventsRole may send there cannot be asked (iam:SimulatePrincipalPolicy)`,
    );
  if (isFifo) return ok(`go to the queue ${name}, in the order of each room`);
  if (name.startsWith('event-bus/'))
    return ok(`go to the bus ${name.slice('event-bus/'.length)}, without order`);
  return warning(
    `go to the queue ${name} without order: take a FIFO queue where consumers need that of a room`,
  );
}
