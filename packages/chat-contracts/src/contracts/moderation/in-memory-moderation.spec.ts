import { describe, it } from '@jest/globals';
import {
  auditLogContract,
  roomRulesRepositoryContract,
  moderationStateRepositoryContract,
  testContract,
} from '../../index.js';
import {
  InMemoryAuditLog,
  InMemoryRoomRulesRepository,
  InMemoryModerationStateRepository,
  ManualClock,
} from '@serverless-ws/chat-domain/in-memory';

describe('InMemoryModerationStateRepository', () => {
  testContract(it, moderationStateRepositoryContract, () => ({
    clock: new ManualClock(),
    repository: new InMemoryModerationStateRepository(),
  }));
});

describe('InMemoryRoomRulesRepository', () => {
  testContract(it, roomRulesRepositoryContract, () => {
    const clock = new ManualClock();
    return { clock, repository: new InMemoryRoomRulesRepository(clock) };
  });
});

describe('InMemoryAuditLog', () => {
  testContract(it, auditLogContract, () => {
    const log = new InMemoryAuditLog();
    const records = async () => [...log.records].sort((a, b) => a.at - b.at);
    return { log, clock: new ManualClock(), records };
  });
});
