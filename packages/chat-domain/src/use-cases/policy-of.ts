import { defaultAccessPolicy, type AccessPolicy } from '../model/access/access-policy.js';
import type { ChatPorts } from '../ports/chat-ports.js';

/** Who may do what in a chat: the policy of its settings, or the default. */
export function policyOf({ settings }: Pick<ChatPorts, 'settings'>): AccessPolicy {
  return settings?.policy ?? defaultAccessPolicy;
}
