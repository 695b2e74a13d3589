import type { LogEntry, Message, MessageEdit, MessageRepository } from '@serverless-ws/chat-domain';
import { LOBBY } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';

/** Injects a bug into a simulation of changes; called once for each simulation, because a bug may have state. */
export type InjectChangesBug = () => (messages: MessageRepository) => MessageRepository;

/** Bugs that the property must find. Each removes one mechanism. */
export const CHANGES_BUGS = {
  /** The content is replaced after the entry of the edit was appended. */
  'content-after-entry': () => (messages) => {
    let late = async (): Promise<unknown> => undefined;
    return intercept(messages, async ({ method, args, proceed }) => {
      if (method === 'edit') {
        late = proceed;
        return edited(await messages.find(LOBBY, seqIn(args[1])), args[2]);
      }
      const result = await proceed();
      if (method === 'append') await late();
      return result;
    });
  },
  /** An edit replaces the content whatever the last edit was. */
  'unconditional-edit': () => (messages) =>
    intercept(messages, async ({ method, args, proceed }) => {
      if (method !== 'edit') return proceed();
      const message = edited(await messages.find(LOBBY, seqIn(args[1])), args[2]);
      if (message !== null) await messages.replace(LOBBY, message, message.kind);
      return message;
    }),
  /** A deletion leaves the message as it is. */
  'no-tombstone': () => (messages) =>
    intercept(messages, ({ method, proceed }) => (method === 'replace' ? Promise.resolve(true) : proceed())),
  /** Of a user's changes of a reaction, the one that is noted last holds. */
  'last-mark-holds': () => {
    let order = 1_000_000;
    return (messages) =>
      intercept(messages, ({ method, args, proceed }) => {
        const [room, target, mark] = args;
        if (method !== 'react' || !isTarget(target) || typeof mark !== 'object') return proceed();
        order += 1;
        return messages.react(String(room), target, Object.assign({ ...EMPTY }, mark, { seq: order }));
      });
  },
  /** A retry that finds its reaction in the log does not note it. */
  'noted-once': () => (messages) => {
    let isRetry = false;
    return intercept(messages, async ({ method, proceed }) => {
      if (method === 'react' && isRetry) return undefined;
      const result = await proceed();
      if (method === 'findIdempotencyRecord' && result !== null) isRetry = true;
      return result;
    });
  },
  /** A record goes on naming the position that was given up. */
  'record-stays': () => (messages) =>
    intercept(messages, ({ method, args, proceed }) =>
      method === 'move' ? Promise.resolve(args[0]) : proceed(),
    ),
} satisfies Record<string, InjectChangesBug>;

const EMPTY = { reaction: '', userId: '', seq: 0, on: false };

function seqIn(target: unknown): number {
  return typeof target === 'object' && target !== null && 'seq' in target ? Number(target.seq) : 0;
}

function isTarget(target: unknown): target is Pick<Message, 'seq' | 'id' | 'expiresAt'> {
  return typeof target === 'object' && target !== null && 'expiresAt' in target;
}

function isEdit(edit: unknown): edit is MessageEdit {
  return typeof edit === 'object' && edit !== null && 'content' in edit;
}

function edited(entry: LogEntry | null, edit: unknown): Message | null {
  if (entry?.kind !== 'message' || !isEdit(edit)) return null;
  return { ...entry, ...edit.content, edited: { seq: edit.seq, at: edit.at } };
}
