import type {
  AuditLog,
  ConnectionRepository,
  MessageRepository,
  ReportedMessages,
  RoomHeadRepository,
} from '@serverless-ws/chat-domain';
import type { ManualClock } from '@serverless-ws/chat-domain/in-memory';

/** The ports of one invocation that a bug can be injected into. */
export interface ReportsPorts {
  readonly messages: MessageRepository;
  readonly reported: ReportedMessages;
  readonly audit: AuditLog;
}

/** The stores under test: fresh ones, on the clock given. */
export interface ReportsStores extends ReportsPorts {
  readonly clock: ManualClock;
  readonly connections: ConnectionRepository;
  readonly heads: RoomHeadRepository;
  /** Changes the ports of an invocation: how a bug is injected. */
  readonly inject?: (ports: ReportsPorts) => ReportsPorts;
}
