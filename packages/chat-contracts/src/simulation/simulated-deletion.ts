import { AuditTrail, DeleteMessage, type DeleteMessageDependencies } from '@serverless-ws/chat-domain';
import type { Clock, IdGenerator } from '@serverless-ws/chat-domain';
import { InMemoryAuditLog, PlainDigest } from '@serverless-ws/chat-domain/in-memory';

/** What a deletion of the simulation is made of: there are no limits, and no record of it is read. */
export interface SimulatedDeletionDependencies extends Omit<
  DeleteMessageDependencies,
  'trail' | 'flood' | 'digest'
> {
  readonly clock: Clock;
  readonly ids: IdGenerator;
}

/** Deletes messages, in one invocation. */
export function simulatedDeletion({
  clock,
  ids,
  ...dependencies
}: SimulatedDeletionDependencies): DeleteMessage {
  const trail = new AuditTrail({ audit: new InMemoryAuditLog(), clock, ids, auditRetention: 1 });
  return new DeleteMessage({ ...dependencies, trail, digest: new PlainDigest() });
}
