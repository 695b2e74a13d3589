import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type {
  AuditLog,
  BlockRepository,
  BroadcastQueue,
  ConnectionRepository,
  EventSink,
  MessageGateway,
  MessageRepository,
  ModerationStateRepository,
  ReportedMessages,
  RoomHeadRepository,
  RoomRulesRepository,
  ShardCursorRepository,
  TokenVerifier,
  UserDataRepository,
  UserRoomRepository,
} from '@serverless-ws/chat-domain';
import { intercept } from '@serverless-ws/chat-domain/in-memory';
import * as open from '../../test/in-memory-harnesses.js';
import type { BroadcastQueueHarness, Contract, MethodOf } from '../index.js';

// Contracts take the timers of the runtime when they are loaded: here, those that only the test moves.
jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
const contracts = await import('../index.js');
afterAll(() => void jest.useRealTimers());

/** The methods of a port; the compiler refuses a list that lacks one. */
function methodsOf<Port>(methods: Readonly<Record<MethodOf<Port>, true>>): readonly string[] {
  return Object.keys(methods);
}

/** A harness in whose port the promises of one method never settle. */
function stuck<H extends object>(harness: H, method: string): H {
  const ports = Object.entries(harness).flatMap(([name, part]) =>
    typeof part === 'object' && part !== null && name !== 'clock'
      ? [
          [
            name,
            intercept(part, (call) =>
              call.method === method ? new Promise<never>(() => undefined) : call.proceed(),
            ),
          ],
        ]
      : [],
  );
  return { ...harness, ...Object.fromEntries(ports) };
}

/** Runs every case of a contract at once, lets all their time pass, and returns the messages of those that fail. */
async function failures<H extends object>(contract: Contract<H>, harness: () => H | Promise<H>) {
  const bodies: (() => Promise<void>)[] = [];
  const runner = Object.assign((_: string, body: () => Promise<void>) => bodies.push(body), { skip() {} });
  contracts.testContract(runner, contract, harness);
  const results = Promise.allSettled(bodies.map((body) => body()));
  // Adapters in memory only use microtasks, so everything that can happen has happened by then.
  await new Promise<void>((resolve) => setImmediate(resolve));
  jest.advanceTimersByTime(4_500);
  return (await results).flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []));
}

function itNames<H extends object>(
  port: string,
  contract: Contract<H>,
  harness: () => H,
  methods: readonly string[],
): void {
  it.each(methods)(`${port}.%s()`, async (method) => {
    const seen = await failures(contract, () => stuck(harness(), method));
    const late = seen.filter((message) => message.includes('did not settle'));
    expect(late).not.toEqual([]);
    for (const message of late) {
      expect(message).toContain(`BrokenPromise: ${port}.${method}() (`);
      expect(message).toContain('for 4500 ms) did not settle: the case was given 4500 ms');
    }
  });
}

describe('a case that waits for a promise that never settles fails within 4.5 s, and names', () => {
  itNames(
    'ConnectionRepository',
    contracts.connectionRepositoryContract,
    open.connectionRepository,
    methodsOf<ConnectionRepository>({
      add: true,
      find: true,
      remove: true,
      join: true,
      leave: true,
      members: true,
      connectionsOf: true,
      recipientsOf: true,
      changeEnd: true,
      evict: true,
    }),
  );
  itNames(
    'RoomHeadRepository',
    contracts.roomHeadRepositoryContract,
    open.roomHeadRepository,
    methodsOf<RoomHeadRepository>({
      find: true,
      findAll: true,
      findRecent: true,
      noteUnsent: true,
      getOrCreate: true,
      reserveNext: true,
      doubleShards: true,
      noteListed: true,
      markBatched: true,
      startEpoch: true,
      setRetention: true,
      rooms: true,
    }),
  );
  itNames(
    'MessageRepository',
    contracts.messageRepositoryContract,
    open.messageRepository,
    methodsOf<MessageRepository>({
      find: true,
      read: true,
      append: true,
      replace: true,
      edit: true,
      react: true,
      reactions: true,
      findIdempotencyRecord: true,
      putIfAbsent: true,
      move: true,
      forgetReplacement: true,
    }),
  );
  itNames(
    'BlockRepository',
    contracts.blockRepositoryContract,
    open.blockRepository,
    methodsOf<BlockRepository>({ block: true, unblock: true, hasBlocked: true, blockedBy: true }),
  );
  itNames('EventSink', contracts.eventSinkContract, open.eventSink, methodsOf<EventSink>({ deliver: true }));
  itNames(
    'ShardCursorRepository',
    contracts.shardCursorRepositoryContract,
    open.shardCursorRepository,
    methodsOf<ShardCursorRepository>({ load: true, save: true }),
  );
  itNames(
    'BroadcastQueue',
    contracts.broadcastQueueContract,
    open.broadcastQueue,
    methodsOf<BroadcastQueue>({ enqueue: true }),
  );
  itNames(
    'MessageGateway',
    contracts.messageGatewayContract,
    open.messageGateway,
    methodsOf<MessageGateway>({ deliver: true, disconnect: true, probe: true }),
  );
  itNames(
    'TokenVerifier',
    contracts.tokenVerifierContract,
    open.tokenVerifier,
    methodsOf<TokenVerifier>({ verify: true }),
  );
  itNames(
    'ModerationStateRepository',
    contracts.moderationStateRepositoryContract,
    open.moderationStateRepository,
    methodsOf<ModerationStateRepository>({
      find: true,
      recordAttempt: true,
      recordFrames: true,
      sanction: true,
    }),
  );
  itNames(
    'RoomRulesRepository',
    contracts.roomRulesRepositoryContract,
    open.roomRulesRepository,
    methodsOf<RoomRulesRepository>({
      ...{ find: true, saveSlowMode: true, saveMembers: true },
      ...{ invite: true, invitedUntil: true, invitedTo: true },
    }),
  );
  itNames(
    'UserRoomRepository',
    contracts.userRoomRepositoryContract,
    open.userRoomRepository,
    methodsOf<UserRoomRepository>({ follow: true, unfollow: true, find: true, mark: true, list: true }),
  );
  itNames(
    'UserDataRepository',
    contracts.userDataRepositoryContract,
    open.userDataRepository,
    methodsOf<UserDataRepository>({
      ...{ records: true, forgetRecord: true, invitations: true },
      ...{ eraseEntry: true, eraseRecipient: true, eraseReactions: true },
    }),
  );
  itNames(
    'ReportedMessages',
    contracts.reportedMessagesContract,
    open.reportedMessages,
    methodsOf<ReportedMessages>({ record: true, find: true }),
  );
  itNames('AuditLog', contracts.auditLogContract, open.auditLog, methodsOf<AuditLog>({ record: true }));
});

describe('a promise of the harness that never settles is named, too:', () => {
  const never = new Promise<never>(() => undefined);
  const queue = open.broadcastQueue;

  it.each<[string, () => BroadcastQueueHarness | Promise<BroadcastQueueHarness>]>([
    ['open()', () => never],
    ['consume()', () => ({ ...queue(), consume: () => never })],
    ['close()', () => ({ ...queue(), close: () => never })],
  ])('%s', async (name, harness) => {
    const seen = await failures(contracts.broadcastQueueContract, harness);
    expect(seen.map((message) => message.split(' (')[0])).toEqual(
      contracts.broadcastQueueContract.map(() => `BrokenPromise: ${name} of the harness`),
    );
  });

  it('clock.elapse(), beside what waits for it', async () => {
    const harness = () => ({ ...open.messageGateway(), clock: { now: () => 0, elapse: () => never } });
    const seen = await failures(contracts.messageGatewayContract, harness);
    expect(seen).toContainEqual(expect.stringContaining('clock.elapse() of the harness (for 4500 ms)'));
  });
});
