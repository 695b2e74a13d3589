import { useClient } from './chat-provider.js';
import type { Room } from '@serverless-ws/chat-client';

/** The direct room with a user. */
export function useDirect(userId: string): Room {
  return useClient().direct(userId);
}
