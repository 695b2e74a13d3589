import { createChat, type ChatSettings } from '../../../create-chat.js';
import type { Identity } from '../../../model/identity.js';
import { InMemoryConnectionRepository } from '../in-memory-connection-repository.js';
import { InMemoryMessageGateway } from '../in-memory-message-gateway.js';
import { InMemoryMessageRepository } from '../in-memory-message-repository.js';
import { ManualClock } from '../manual-clock.js';
import { PlainDigest } from '../plain-digest.js';
import { RecordingLogger } from '../recording-logger.js';
import { SequentialIds } from '../sequential-ids.js';
import { InMemoryAuditLog } from './in-memory-audit-log.js';
import { InMemoryRoomRulesRepository } from './in-memory-room-rules-repository.js';
import { InMemoryStandingRepository } from './in-memory-standing-repository.js';

/** A chat of in-memory adapters in which order is kept, and what a test needs to look into it. */
export function moderatedChat(settings: ChatSettings = {}) {
  const clock = new ManualClock();
  const gateway = new InMemoryMessageGateway(clock);
  const connections = new InMemoryConnectionRepository(clock);
  const messages = new InMemoryMessageRepository(clock);
  const standings = new InMemoryStandingRepository();
  const audit = new InMemoryAuditLog();
  const logger = new RecordingLogger();
  const rules = new InMemoryRoomRulesRepository(clock);
  const chat = createChat(
    {
      connections,
      messages,
      gateway,
      clock,
      logger,
      ids: new SequentialIds(),
      digest: new PlainDigest(),
      moderation: { standings, rules, audit },
    },
    settings,
  );
  const { moderation } = chat;
  if (moderation === undefined) throw new Error('A chat with the ports of moderation has moderation.');
  /** Connects somebody over a connection named like them, or as said. */
  const connect = async (identity: Identity, connectionId: string = identity.userId) => {
    await chat.connect.execute({ connectionId, identity });
    return { identity, connectionId };
  };
  return {
    chat,
    moderation,
    connect,
    clock,
    gateway,
    connections,
    messages,
    standings,
    audit,
    logger,
    rules,
  };
}

/** Somebody with these roles, for tests. */
export function somebody(userId: string, ...roles: readonly string[]): Identity {
  return { userId, name: userId.toUpperCase(), roles, expiresAt: null };
}
