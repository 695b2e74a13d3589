import type { IdempotencyRecord } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import type { PublishPorts } from './publish-stores.js';

/** Injects a bug into a simulation of publishing; called once for each simulation, because a bug may have state. */
export type InjectPublishBug = () => (ports: PublishPorts) => PublishPorts;

/** Bugs that the property must find. Each removes one mechanism. */
export const PUBLISH_BUGS = {
  /** A retry does not find what its first attempt has recorded. */
  'no-record': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args, proceed }) => {
      if (method === 'move') return Promise.resolve(args[0]);
      const isRecord = method === 'findIdempotencyRecord' || method === 'putIfAbsent';
      return isRecord ? Promise.resolve(null) : proceed();
    }),
  }),
  /** Users and services have their records under the same keys. */
  'shared-ids': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args, proceed }) => {
      const [key, id] = args;
      if (method === 'findIdempotencyRecord')
        return ports.messages.findIdempotencyRecord(String(key), bare(String(id)));
      if (method !== 'putIfAbsent' || !isRecord(key)) return proceed();
      return ports.messages.putIfAbsent({ ...key, clientMessageId: bare(key.clientMessageId) });
    }),
  }),
  /** A rejection is told, and not recorded. */
  'rejection-forgotten': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args: [record], proceed }) =>
      method === 'putIfAbsent' && isRecord(record) && record.rejection !== undefined
        ? Promise.resolve(null)
        : proceed(),
    ),
  }),
  /** A retry does not see that the first attempt replaced the content. */
  'replacement-forgotten': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, async ({ proceed }) => {
      const result = await proceed();
      if (!isRecord(result)) return result;
      const { replacement, ...forgotten } = result;
      return replacement === undefined ? result : forgotten;
    }),
  }),
  /** The loser of a race goes by its own verdict. */
  'own-verdict': () => (ports) => {
    let own: IdempotencyRecord | null = null;
    return {
      ...ports,
      messages: intercept(ports.messages, async ({ method, args: [record], proceed }) => {
        const result = await proceed();
        if (method === 'putIfAbsent' && isRecord(record)) own = record;
        if (method !== 'putIfAbsent' || !isRecord(result) || own === null) return result;
        const { replacement, ...rest } = result;
        const verdict = own.replacement ?? replacement;
        return verdict === undefined ? rest : { ...rest, replacement: verdict };
      }),
    };
  },
  /** Where the review fails, a message passes, also where it may not. */
  'passes-unreviewed': () => (ports) => ({
    ...ports,
    review: intercept(ports.review, ({ proceed }) => proceed().catch(() => ({ verdict: 'accept' }))),
  }),
} satisfies Record<string, InjectPublishBug>;

function isRecord(value: unknown): value is IdempotencyRecord {
  return typeof value === 'object' && value !== null && 'fingerprint' in value;
}

function bare(id: string): string {
  return id.replace(/^publish /, '');
}
