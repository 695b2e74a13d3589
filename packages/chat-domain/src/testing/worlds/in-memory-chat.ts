import { createChat, type ChatPorts, type ChatSettings } from '../../create-chat.js';
import { LIMITS } from '../../model/limits.js';
import type { Identity } from '../../model/identity.js';
import { BroadcastShard } from '../../use-cases/broadcast-shard.js';
import { FanOut } from '../../use-cases/fan-out/fan-out.js';
import { LogReader } from '../../use-cases/log/log-reader.js';
import { LogWriter } from '../../use-cases/log/log-writer.js';
import { InMemoryConnectionRepository } from '../in-memory/in-memory-connection-repository.js';
import { InMemoryMessageGateway } from '../in-memory/in-memory-message-gateway.js';
import { InMemoryMessageRepository } from '../in-memory/in-memory-message-repository.js';
import { InMemoryShardCursorRepository } from '../in-memory/in-memory-shard-cursor-repository.js';
import { ManualClock } from '../in-memory/manual-clock.js';
import { PlainDigest } from '../in-memory/plain-digest.js';
import { RecordingLogger } from '../in-memory/recording-logger.js';
import { SequentialIds } from '../in-memory/sequential-ids.js';

/** An identity for tests: a plain user whose token never ends, unless said otherwise. */
export function identityOf(userId: string, changes: Partial<Identity> = {}): Identity {
  return { userId, name: userId, roles: [], expiresAt: null, ...changes };
}

/**
 * A whole chat in this process: every use case over in-memory adapters and a clock that stands still. Any port can
 * be replaced, by one that fails for instance; the parts of which use cases are made are there as well.
 */
export function inMemoryChat(
  { clock = new ManualClock(), ...replaced }: Partial<ChatPorts> & { readonly clock?: ManualClock } = {},
  settings: ChatSettings = {},
) {
  const gateway = new InMemoryMessageGateway(clock);
  const logger = new RecordingLogger();
  const connections = new InMemoryConnectionRepository(clock);
  const messages = new InMemoryMessageRepository(clock);
  const cursors = new InMemoryShardCursorRepository();
  const own = {
    clock,
    gateway,
    logger,
    connections,
    messages,
    ids: new SequentialIds(),
    digest: new PlainDigest(),
  };
  const ports = { ...own, ...replaced };
  const retention = settings.retention ?? LIMITS.retentionDefault;
  const reader = new LogReader({ ...ports, retention });
  const fanOut = new FanOut({ ...ports, deadline: LIMITS.broadcastDeadline });
  return {
    ...own,
    cursors,
    chat: createChat(ports, settings),
    reader,
    writer: new LogWriter({ ...ports, retention }),
    fanOut,
    worker: new BroadcastShard({ messages: ports.messages, cursors, reader, fanOut, timer: clock }),
  };
}
