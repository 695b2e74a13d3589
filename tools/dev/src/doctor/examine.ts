import { checkCallback } from './checks/callback.js';
import { checkEvents } from './checks/events.js';
import { checkKey } from './checks/key.js';
import { checkOrigins } from './checks/origins.js';
import { checkQueues } from './checks/queues.js';
import { checkQuotas } from './checks/quotas.js';
import { checkTable } from './checks/table.js';
import type { Facts } from './facts/facts.js';
import type { Finding } from './finding.js';

const CHECKS = [checkKey, checkOrigins, checkCallback, checkTable, checkQueues, checkEvents, checkQuotas];

/** All that there is to say of a chat, in the order in which a frame meets it. */
export async function examine(facts: Facts): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await check(facts)));
  return findings;
}
