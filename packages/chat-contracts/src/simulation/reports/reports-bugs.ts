import type { ReportedMessage } from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import type { ReportsPorts } from './reports-stores.js';

/** Injects a bug into a simulation of reports; called once for each simulation, because a bug may have state. */
export type InjectReportsBug = () => (ports: ReportsPorts) => ReportsPorts;

/** Bugs that the property must find. Each removes one mechanism. */
export const REPORTS_BUGS = {
  /** A report is audited, and leads no moderator to its message. */
  'not-recorded': () => (ports) => ({
    ...ports,
    reported: intercept(ports.reported, ({ method, proceed }) =>
      method === 'record' ? Promise.resolve(undefined) : proceed(),
    ),
  }),
  /** A report is answered before it is stored. */
  'recorded-late': () => (ports) => {
    let late = async (): Promise<unknown> => undefined;
    return {
      ...ports,
      reported: intercept(ports.reported, async ({ method, proceed }) =>
        method === 'record' ? void (late = proceed) : proceed(),
      ),
      audit: intercept(ports.audit, async ({ proceed }) => {
        await proceed();
        void late().catch(() => undefined);
      }),
    };
  },
  /** Moderators find every message of which they have the id, reported or not. */
  'all-found': () => {
    const known = new Map<string, ReportedMessage>();
    return (ports) => ({
      ...ports,
      messages: intercept(ports.messages, ({ method, args: [room, entry], proceed }) => {
        if (method === 'append' && isEntry(entry)) {
          known.set(entry.id, { ...entry, messageId: entry.id, room: String(room) });
        }
        return proceed();
      }),
      reported: intercept(ports.reported, ({ method, args: [id], proceed }) =>
        method === 'find' ? Promise.resolve(known.get(String(id)) ?? null) : proceed(),
      ),
    });
  },
  /** A report is kept for ever. */
  'for-ever': () => (ports) => ({
    ...ports,
    reported: intercept(ports.reported, ({ method, args: [report], proceed }) =>
      method === 'record' && isReport(report)
        ? ports.reported.record({ ...report, expiresAt: Number.MAX_SAFE_INTEGER })
        : proceed(),
    ),
  }),
  /** A deletion leaves the message as it is. */
  'no-tombstone': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, proceed }) =>
      method === 'replace' ? Promise.resolve(true) : proceed(),
    ),
  }),
} satisfies Record<string, InjectReportsBug>;

function isEntry(
  value: unknown,
): value is Pick<ReportedMessage, 'seq' | 'expiresAt'> & { readonly id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && 'seq' in value;
}

function isReport(value: unknown): value is ReportedMessage {
  return typeof value === 'object' && value !== null && 'messageId' in value;
}
