import type { ConnectionRepository } from '@serverless-ws/chat-domain';
import type { ReceivedChatEvent, ReceivedSanction } from '@serverless-ws/chat-events';

/** An event older than this is no news to a phone, in milliseconds. */
const NEWS = 3_600_000;

/** A push to all devices of a user. */
export interface Push {
  readonly userId: string;
  readonly title: string;
  readonly body: string;
  /** The same for every attempt: a provider that knows it sends no second push. */
  readonly idempotencyKey: string;
}

/** Your provider of pushes. */
export interface PushProvider {
  send(push: Push): Promise<void>;
}

/** What {@link pushMentions} needs. */
export interface PushMentionsDependencies {
  readonly connections: Pick<ConnectionRepository, 'connectionsOf'>;
  readonly provider: PushProvider;
  /** The time in epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Sends a push to everybody whom a new message mentions and who has no connection: on a connection the message is shown.
 * Rejects where the provider does; the event then comes again, and what was sent has its key.
 */
export async function pushMentions(
  event: ReceivedChatEvent | ReceivedSanction,
  { connections, provider, now }: PushMentionsDependencies,
): Promise<void> {
  // A sanction has no entry, and mentions no user.
  if (!('entry' in event)) return;
  const { id, type, room, entry, sentAt } = event;
  if (type !== 'message' && type !== 'announcement') return;
  if (now() - sentAt > NEWS) return;
  const { id: senderId, name } = senderIn(entry);
  for (const userId of mentionsIn(entry)) {
    if (userId === senderId || (await connections.connectionsOf(userId)).length > 0) continue;
    const push = { title: `${name} in ${room}`, body: String(entry['text']).slice(0, 100) };
    await provider.send({ userId, ...push, idempotencyKey: `${id} ${userId}` });
  }
}

function mentionsIn({ mentions }: ReceivedChatEvent['entry']): readonly string[] {
  return Array.isArray(mentions) ? mentions.map(String) : [];
}

function senderIn({ sender }: ReceivedChatEvent['entry']): { readonly id: string; readonly name: string } {
  return { id: '', name: '', ...(typeof sender === 'object' ? sender : null) };
}
