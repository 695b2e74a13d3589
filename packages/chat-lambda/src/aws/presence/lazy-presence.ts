import type { PresenceHintsPorts, PresenceNotifier } from '@serverless-ws/chat-domain';

/** What is loaded. */
export interface PresenceModule {
  presenceOf(ports: PresenceHintsPorts): PresenceNotifier | undefined;
}

/**
 * What tells members who comes and goes, loaded at the first who does; `undefined` where hints are off. Where it cannot be
 * loaded, that is logged, and the next call tries again.
 */
export function lazyPresenceOf(
  ports: PresenceHintsPorts,
  load: () => Promise<PresenceModule> = () => import('./presence-hints.js'),
): PresenceNotifier | undefined {
  if ((ports.settings?.presenceHints ?? 0) === 0) return undefined;
  const told = async (tell: (presence: PresenceNotifier | undefined) => Promise<void> | undefined) => {
    try {
      const { presenceOf } = await load();
      await tell(presenceOf(ports));
    } catch (error) {
      ports.logger.error('presence not loaded', error);
    }
  };
  return {
    joined: (connection, room) => told((presence) => presence?.joined(connection, room)),
    left: (connection, rooms) => told((presence) => presence?.left(connection, rooms)),
  };
}
