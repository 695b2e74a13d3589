import { describe, it } from '@jest/globals';
import * as open from '../../test/in-memory-harnesses.js';
import {
  auditLogContract,
  broadcastQueueContract,
  connectionRepositoryContract,
  messageGatewayContract,
  messageRepositoryContract,
  moderationStateRepositoryContract,
  roomRulesRepositoryContract,
  shardCursorRepositoryContract,
  testContract,
  tokenVerifierContract,
} from '../index.js';

describe('InMemoryConnectionRepository', () => {
  testContract(it, connectionRepositoryContract, open.connectionRepository);
});

describe('InMemoryMessageRepository', () => {
  testContract(it, messageRepositoryContract, open.messageRepository);
});

describe('InMemoryShardCursorRepository', () => {
  testContract(it, shardCursorRepositoryContract, open.shardCursorRepository);
});

describe('InMemoryBroadcastQueue', () => {
  testContract(it, broadcastQueueContract, open.broadcastQueue);
});

describe('InMemoryMessageGateway', () => {
  testContract(it, messageGatewayContract, open.messageGateway, { lacks: open.LACKS_OF_GATEWAY });
});

describe('InMemoryTokenVerifier', () => {
  testContract(it, tokenVerifierContract, open.tokenVerifier, { lacks: open.LACKS_OF_VERIFIER });
});

describe('InMemoryModerationStateRepository', () => {
  testContract(it, moderationStateRepositoryContract, open.moderationStateRepository);
});

describe('InMemoryRoomRulesRepository', () => {
  testContract(it, roomRulesRepositoryContract, open.roomRulesRepository);
});

describe('InMemoryAuditLog', () => {
  testContract(it, auditLogContract, open.auditLog);
});
