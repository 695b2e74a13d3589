import { createHash } from 'node:crypto';
import { ChatError, type BroadcastJob } from '@serverless-ws/chat-domain';

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
export function formatBroadcastJob({ room, shard, epoch, seqs }: BroadcastJob): string {
  return JSON.stringify({ room, shard, epoch, seqs });
}

/**
 * Reads the body of a message.
 * @throws ChatError `bad_request` for anything not written by a {@link SqsBroadcastQueue}
 */
export function parseBroadcastJob(body: string): BroadcastJob {
  const value: unknown = parseJson(body);
  if (isJob(value)) {
    const { room, shard, epoch, seqs } = value;
    return { room, shard, epoch, seqs };
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
  const { room, shard, epoch, seqs } = value as Partial<Record<keyof BroadcastJob, unknown>>;
  return typeof room === 'string' && typeof epoch === 'string' && isCount(shard) && areCounts(seqs);
}

function areCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every(isCount);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
