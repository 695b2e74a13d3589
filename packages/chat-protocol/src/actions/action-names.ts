import type { ClientAction } from './index.js';

/**
 * The name of every action of this protocol, without what describes it: for functions that only tell names apart, whose
 * bundles would hold all schemas with `ACTIONS`.
 */
export const ACTION_NAMES: readonly ClientAction[] = [
  ...(['sendMessage', 'announce', 'joinRoom', 'leaveRoom', 'listMessages', 'listRooms'] as const),
  ...(['browseRooms', 'markRead', 'ping', 'signal', 'who', 'deleteMessage', 'editMessage'] as const),
  ...(['react', 'report', 'invite', 'kick', 'ban', 'mute', 'slowMode', 'block', 'unblock'] as const),
];
