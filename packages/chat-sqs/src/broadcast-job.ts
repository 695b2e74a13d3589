import { createHash } from 'node:crypto';
import { ChatError, type BroadcastJob, type SanctionEvent } from '@serverless-ws/chat-domain';

/** The message group, within which SQS keeps order and delivers one batch at a time: a shard of a room. */
export function groupOf({ room, shard }: BroadcastJob): string {
  return `${room}#${shard}`;
}

/**
 * The deduplication id: SQS delivers the same notification once within five minutes.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
 */
export function deduplicationIdOf(job: BroadcastJob): string {
  return createHash('sha256').update(formatBroadcastJob(job)).digest('hex');
}

/** The body of a message: the job as JSON, in a fixed order of fields. */
export function formatBroadcastJob({ room, shard, epoch, seqs, sanction }: BroadcastJob): string {
  return JSON.stringify({ room, shard, epoch, seqs, sanction });
}

/**
 * Reads the body of a message.
 * @throws ChatError `bad_request` for anything not written by a {@link SqsBroadcastQueue}
 */
export function parseBroadcastJob(body: string): BroadcastJob {
  const value: unknown = parseJson(body);
  if (isJob(value)) {
    const { room, shard, epoch, seqs, sanction } = value;
    return { room, shard, epoch, seqs, ...(sanction !== undefined && { sanction }) };
  }
  throw new ChatError('bad_request', 'The body is not a broadcast job.');
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isJob(value: unknown): value is BroadcastJob {
  if (typeof value !== 'object' || value === null) return false;
  const { room, shard, epoch, seqs, sanction } = value as Partial<Record<keyof BroadcastJob, unknown>>;
  const isWhole = sanction === undefined || isSanction(sanction);
  return (
    typeof room === 'string' && typeof epoch === 'string' && isCount(shard) && areCounts(seqs) && isWhole
  );
}

function isSanction(value: unknown): value is SanctionEvent {
  const { id, type, room, sentAt, sanction } = fieldsOf(value);
  const { userId, actor, until = 0 } = fieldsOf(sanction);
  const areTexts = [id, room, userId, actor].every((text) => typeof text === 'string');
  const isKnown = ['kick', 'ban', 'mute', 'invite'].some((known) => known === type);
  return areTexts && isKnown && isCount(sentAt) && isCount(until);
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function areCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(isCount);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
