import { LIMITS } from '../../model/limits.js';
import type { ChatPorts } from '../../ports/chat-ports.js';

/** How long a message is kept in a chat, in milliseconds. */
export function retentionOf({ settings }: Pick<ChatPorts, 'settings'>): number {
  return settings?.retention ?? LIMITS.retentionDefault;
}
