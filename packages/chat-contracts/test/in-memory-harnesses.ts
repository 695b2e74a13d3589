import {
  InMemoryAuditLog,
  InMemoryBlockRepository,
  InMemoryBroadcastQueue,
  InMemoryConnectionRepository,
  InMemoryEventSink,
  InMemoryMessageGateway,
  InMemoryMessageRepository,
  InMemoryMessageReview,
  InMemoryModerationStateRepository,
  InMemoryReportedMessages,
  InMemoryRoomHeadRepository,
  InMemoryRoomRulesRepository,
  InMemoryShardCursorRepository,
  InMemoryTokenVerifier,
  InMemoryUserDataRepository,
  InMemoryUserRoomRepository,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';
import type {
  AuditLogHarness,
  Behaviour,
  BlockRepositoryHarness,
  BroadcastQueueHarness,
  ConnectionRepositoryHarness,
  EventSinkHarness,
  MessageGatewayHarness,
  MessageRepositoryHarness,
  MessageReviewHarness,
  ModerationStateRepositoryHarness,
  ReportedMessagesHarness,
  RoomHeadRepositoryHarness,
  RoomRulesRepositoryHarness,
  ShardCursorRepositoryHarness,
  TokenVerifierHarness,
  UserDataRepositoryHarness,
  UserRoomRepositoryHarness,
} from '../src/index.js';

export function connectionRepository(): ConnectionRepositoryHarness {
  const clock = new ManualClock();
  return { clock, repository: new InMemoryConnectionRepository(clock) };
}

export function messageRepository(): MessageRepositoryHarness {
  const clock = new ManualClock();
  const repository = new InMemoryMessageRepository(clock);
  return { clock, repository };
}

export function roomHeadRepository(): RoomHeadRepositoryHarness {
  const clock = new ManualClock();
  const repository = new InMemoryRoomHeadRepository();
  return { clock, repository, deleteExpired: async () => repository.deleteExpired(clock.now()) };
}

export function eventSink(): EventSinkHarness {
  const sink = new InMemoryEventSink();
  return { sink, received: () => sink.delivered, setDown: (isDown) => void (sink.isDown = isDown) };
}

export function messageReview(): MessageReviewHarness {
  const review = new InMemoryMessageReview();
  return {
    review,
    answer: (answer) =>
      review.decideBy(() => {
        if (typeof answer === 'object' && 'verdict' in answer) return answer.verdict;
        throw new Error('down');
      }),
    asked: () => review.asked,
  };
}

export function shardCursorRepository(): ShardCursorRepositoryHarness {
  const repository = new InMemoryShardCursorRepository();
  return { repository, deleteExpired: async (now) => repository.deleteExpired(now) };
}

export function blockRepository(): BlockRepositoryHarness {
  return { repository: new InMemoryBlockRepository() };
}

export function broadcastQueue(): BroadcastQueueHarness {
  const queue = new InMemoryBroadcastQueue();
  return { queue, consume: async (work) => void (await queue.drain(work)) };
}

export function messageGateway(): MessageGatewayHarness {
  const clock = new ManualClock();
  const gateway = new InMemoryMessageGateway(clock);
  const set = (id: string, behaviour: Behaviour, times?: number): void => {
    if (behaviour === 'open') gateway.setOpen(id);
    if (behaviour === 'opening') gateway.setOpening(id);
    if (behaviour === 'gone') gateway.setGone(id);
    if (behaviour === 'hanging') gateway.setHanging(id);
    if (behaviour === 'failing') gateway.setFailing(id, times);
  };
  return { clock, gateway, set, received: (id) => gateway.received(id).length };
}

/** What {@link messageRepository} lacks: nothing in memory outlives its release. */
export const LACKS_OF_LOG: readonly string[] = ['later-releases'];

/** What {@link messageGateway} lacks. */
export const LACKS_OF_GATEWAY: readonly string[] = ['refusing'];

export function tokenVerifier(): TokenVerifierHarness {
  const clock = new ManualClock();
  const verifier = new InMemoryTokenVerifier(clock);
  return {
    clock,
    verifier,
    issue: (identity) => verifier.issue(identity),
    cutOff: () => verifier.setReachable(false),
  };
}

/** What {@link tokenVerifier} lacks. */
export const LACKS_OF_VERIFIER: readonly string[] = [
  'tampered',
  'other-key',
  'other-algorithm',
  'unsigned',
  'not-yet-valid',
  'other-issuer',
  'other-audience',
  'no-subject',
];

export function moderationStateRepository(): ModerationStateRepositoryHarness {
  return { clock: new ManualClock(), repository: new InMemoryModerationStateRepository() };
}

export function roomRulesRepository(): RoomRulesRepositoryHarness {
  const clock = new ManualClock();
  return { clock, repository: new InMemoryRoomRulesRepository(clock) };
}

export function userRoomRepository(): UserRoomRepositoryHarness {
  const clock = new ManualClock();
  return { clock, repository: new InMemoryUserRoomRepository(clock) };
}

export function userDataRepository(): UserDataRepositoryHarness {
  const clock = new ManualClock();
  const stores = {
    messages: new InMemoryMessageRepository(clock),
    rules: new InMemoryRoomRulesRepository(clock),
  };
  return { clock, ...stores, userData: new InMemoryUserDataRepository(stores) };
}

export function reportedMessages(): ReportedMessagesHarness {
  const clock = new ManualClock();
  return { clock, reported: new InMemoryReportedMessages(clock) };
}

export function auditLog(): AuditLogHarness {
  const log = new InMemoryAuditLog();
  const records = async () => [...log.records].sort((a, b) => a.at - b.at);
  return { log, clock: new ManualClock(), records };
}
