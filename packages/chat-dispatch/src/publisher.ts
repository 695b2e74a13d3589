import { LOBBY, publishMessageOf, type ChatPorts } from '@serverless-ws/chat-domain';
import {
  publicationIn,
  publishError,
  type Publication,
  type PublishResult,
} from '@serverless-ws/chat-protocol';
import { logRefusal } from './error-text.js';

/** What a {@link Publisher} is told besides the messages. */
export interface PublishOptions {
  /** The id of a message that has none of its own, by its place in the list; it then has none when absent. */
  readonly idOf?: ((index: number) => string) | undefined;
  /** Runs the publishing of one message: within a deadline, for instance. What it rejects with is the result. */
  readonly within?: (<Result>(work: () => Promise<Result>) => Promise<Result>) | undefined;
}

/**
 * Publishes messages of a backend; never rejects. Messages to the same room are stored in their order; one that fails
 * keeps no other back.
 *
 * @param messages - as received, unread
 * @returns a result for each, in their order
 */
export type Publisher = (
  messages: readonly unknown[],
  options?: PublishOptions,
) => Promise<readonly PublishResult[]>;

/**
 * The {@link Publisher} of a server. What calls it MUST know that the backend may publish: there is no token to verify.
 *
 * @param ports - the adapters and settings of the server
 */
export function publisherOf(ports: ChatPorts): Publisher {
  const useCase = publishMessageOf(ports);
  const failed = (error: unknown): PublishResult => {
    logRefusal(ports.logger, error);
    return publishError(error);
  };
  return (messages, { idOf, within = atOnce } = {}) => {
    const before = new Map<string, Promise<unknown>>();
    const results = messages.map(async (message, index) => {
      try {
        const publication = publicationIn(message);
        const room = roomKey(publication);
        const earlier = before.get(room);
        const result = within(async () => {
          await earlier;
          return useCase.execute({ clientMessageId: idOf?.(index), ...publication });
        }).catch(failed);
        before.set(room, result);
        return await result;
      } catch (error) {
        return failed(error);
      }
    });
    return Promise.all(results);
  };
}

async function atOnce<Result>(work: () => Promise<Result>): Promise<Result> {
  return work();
}

/** What two messages have in common that are in each other's order. */
function roomKey({ room = LOBBY, with: userId, as }: Publication): string {
  return JSON.stringify(userId === undefined ? [room] : [as.id, userId]);
}
