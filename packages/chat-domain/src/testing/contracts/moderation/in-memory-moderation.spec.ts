import { describe, it } from '@jest/globals';
import {
  InMemoryAuditLog,
  InMemoryRoomRulesRepository,
  InMemoryStandingRepository,
  ManualClock,
  auditLogContract,
  roomRulesRepositoryContract,
  standingRepositoryContract,
  testContract,
} from '../../index.js';

describe('InMemoryStandingRepository', () => {
  testContract(it, standingRepositoryContract, () => ({
    clock: new ManualClock(),
    repository: new InMemoryStandingRepository(),
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
