import {
  LOBBY,
  type BroadcastJob,
  type BroadcastQueue,
  type EventPorts,
  type LogEntry,
  type MessageRepository,
} from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';

/** A bug: in what writers run on, or in what the reader runs on. */
export interface EventsBug {
  /** Called once; `messages` is made anew for each invocation. */
  readonly writer?: (queue: BroadcastQueue) => {
    readonly queue: BroadcastQueue;
    readonly messages: (messages: MessageRepository) => MessageRepository;
  };
  /** Called for each run of the reader. */
  readonly reader?: (ports: EventPorts, job: BroadcastJob) => EventPorts;
}

/** Bugs that the property must find. Each removes one mechanism. */
export const EVENTS_BUGS = {
  /** The cursor is saved before what it covers is delivered. */
  'cursor-ahead': {
    reader: (ports) => {
      let late = async (): Promise<unknown> => undefined;
      const sink = intercept(ports.sink, async ({ proceed }) => void (late = proceed));
      const cursors = intercept(ports.cursors, async ({ method, proceed }) => {
        const result = await proceed();
        if (method === 'save') await late();
        return result;
      });
      return { ...ports, sink, cursors };
    },
  },
  /** The notification is enqueued after the entry was appended. */
  'notified-after-append': {
    writer: (queue) => {
      const late = new Map<number, () => Promise<unknown>>();
      return {
        queue: {
          enqueue: async (jobs) => {
            for (const job of jobs) for (const seq of job.seqs) late.set(seq, () => queue.enqueue([job]));
          },
        },
        messages: (messages) =>
          intercept(messages, async ({ method, args, proceed }) => {
            const result = await proceed();
            if (method === 'append') await late.get(seqIn(args[1]))?.();
            return result;
          }),
      };
    },
  },
  /** The reader takes a position that is in flight for an empty one. */
  'skips-what-is-in-flight': {
    reader: (ports) => {
      const messages = intercept(ports.messages, async ({ method, args, proceed }) => {
        const result = await proceed();
        if (method !== 'read' || !Array.isArray(result)) return result;
        const head = await ports.heads.find(LOBBY);
        return padded(result, args[1], head?.seq ?? 0);
      });
      return { ...ports, messages };
    },
  },
  /** The reader drops what was notified in another epoch. */
  'ends-with-its-epoch': {
    reader: (ports, job) => {
      const heads = intercept(ports.heads, async ({ method, proceed }) => {
        const head = await proceed();
        return method === 'find' && epochIn(head) !== job.epoch ? null : head;
      });
      return { ...ports, heads };
    },
  },
  /** A notification that was delivered once is taken off, whatever became of it. */
  'goes-on-where-the-sink-is-down': {
    reader: (ports) => {
      const sink = intercept(ports.sink, async ({ proceed }) => proceed().catch(() => undefined));
      return { ...ports, sink };
    },
  },
} satisfies Record<string, EventsBug>;

/** What was read, with a filler at each position of the range that is empty. */
function padded(entries: readonly LogEntry[], range: unknown, head: number): readonly LogEntry[] {
  const { from, to, order } = rangeOf(range);
  if (order !== 'ascending') return entries;
  const there = new Map(entries.map((entry) => [entry.seq, entry]));
  const filled: LogEntry[] = [];
  for (let seq = from; seq <= Math.min(to, head); seq += 1) {
    const filler = { kind: 'filler', seq, reservedAt: 0, expiresAt: Infinity } as const;
    filled.push(there.get(seq) ?? filler);
  }
  return filled;
}

function rangeOf(value: unknown) {
  const empty = { from: 1, to: 0, order: '' };
  return typeof value === 'object' && value !== null ? { ...empty, ...value } : empty;
}

function seqIn(entry: unknown): number {
  return typeof entry === 'object' && entry !== null && 'seq' in entry ? Number(entry.seq) : 0;
}

function epochIn(head: unknown): string {
  return typeof head === 'object' && head !== null && 'epoch' in head ? String(head.epoch) : '';
}
