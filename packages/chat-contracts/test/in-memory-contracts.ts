import {
  auditLogContract,
  blockRepositoryContract,
  broadcastQueueContract,
  connectionRepositoryContract,
  eventSinkContract,
  messageGatewayContract,
  messageRepositoryContract,
  messageReviewContract,
  moderationStateRepositoryContract,
  reportedMessagesContract,
  roomHeadRepositoryContract,
  roomRulesRepositoryContract,
  shardCursorRepositoryContract,
  testContract,
  tokenVerifierContract,
  userDataRepositoryContract,
  userRoomRepositoryContract,
  type TestFunction,
} from '../src/index.js';
import * as open from './in-memory-harnesses.js';

/** Registers the contract of every port on its adapter in memory, with the functions of any runner. */
export function testInMemoryAdapters(
  describe: (title: string, body: () => void) => unknown,
  it: TestFunction,
): void {
  describe('InMemoryConnectionRepository', () => {
    testContract(it, connectionRepositoryContract, open.connectionRepository);
  });
  describe('InMemoryRoomHeadRepository', () => {
    testContract(it, roomHeadRepositoryContract, open.roomHeadRepository);
  });
  describe('InMemoryMessageRepository', () => {
    testContract(it, messageRepositoryContract, open.messageRepository, { lacks: open.LACKS_OF_LOG });
  });
  describe('InMemoryShardCursorRepository', () => {
    testContract(it, shardCursorRepositoryContract, open.shardCursorRepository);
  });
  describe('InMemoryBlockRepository', () => {
    testContract(it, blockRepositoryContract, open.blockRepository);
  });
  describe('InMemoryBroadcastQueue', () => {
    testContract(it, broadcastQueueContract, open.broadcastQueue);
  });
  describe('InMemoryEventSink', () => {
    testContract(it, eventSinkContract, open.eventSink, { lacks: ['partial'] });
  });
  describe('InMemoryMessageGateway', () => {
    testContract(it, messageGatewayContract, open.messageGateway, { lacks: open.LACKS_OF_GATEWAY });
  });
  describe('InMemoryMessageReview', () => {
    testContract(it, messageReviewContract, open.messageReview, { lacks: ['nonsense', 'silence'] });
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
  describe('InMemoryUserRoomRepository', () => {
    testContract(it, userRoomRepositoryContract, open.userRoomRepository);
  });
  describe('InMemoryUserDataRepository', () => {
    testContract(it, userDataRepositoryContract, open.userDataRepository);
  });

  describe('InMemoryReportedMessages', () => {
    testContract(it, reportedMessagesContract, open.reportedMessages);
  });
  describe('InMemoryAuditLog', () => {
    testContract(it, auditLogContract, open.auditLog);
  });
}
