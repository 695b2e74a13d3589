import { createChat } from '../../../create-chat.js';
import type { ChatSettings } from '../../../model/chat-settings.js';
import type { Identity } from '../../../model/identity.js';
import { InMemoryMessageGateway } from '../in-memory-message-gateway.js';
import { inMemoryStores } from '../in-memory-repositories.js';
import { ManualClock } from '../manual-clock.js';
import { PlainDigest } from '../plain-digest.js';
import { RecordingLogger } from '../recording-logger.js';
import { SequentialIds } from '../sequential-ids.js';

/** A chat of in-memory adapters with moderation, and what a test needs to inspect it. */
export function moderatedChat(settings: ChatSettings = {}) {
  const clock = new ManualClock();
  const gateway = new InMemoryMessageGateway(clock);
  const logger = new RecordingLogger();
  const stores = inMemoryStores(clock);
  const ids = new SequentialIds();
  const ports = { ...stores, gateway, clock, logger, ids, digest: new PlainDigest() };
  const chat = createChat(ports, settings);
  const { moderation } = chat;
  if (moderation === undefined) throw new Error('A chat with the ports of moderation has moderation.');
  /** Connects a user over a connection with the id of the user, or the one given. */
  const connect = async (identity: Identity, connectionId: string = identity.userId) => {
    await chat.connect.execute({ connectionId, identity });
    return { identity, connectionId };
  };
  const { connections, messages } = stores;
  return { chat, moderation, connect, clock, gateway, logger, connections, messages, ...stores.moderation };
}

/** A user with these roles, for tests. */
export function identityWith(userId: string, ...roles: readonly string[]): Identity {
  return { userId, name: userId.toUpperCase(), roles, expiresAt: null };
}
