import type { ChatSettings } from './model/chat-settings.js';
import type { ChatPorts, ModeratedChatPorts, UserRoomPorts } from './ports/chat-ports.js';
import { authorizeOf } from './use-cases/authorize.js';
import { broadcastOf } from './use-cases/broadcast.js';
import { editMessageOf } from './use-cases/changes/edit-message.js';
import { reactOf } from './use-cases/changes/react.js';
import { reportOf } from './use-cases/changes/report.js';
import { closeConnectionsOf } from './use-cases/close-connections.js';
import { connectOf } from './use-cases/connect.js';
import { blockOf } from './use-cases/direct/block.js';
import { unblockOf } from './use-cases/direct/unblock.js';
import { disconnectOf } from './use-cases/disconnect.js';
import { joinRoomOf } from './use-cases/join-room.js';
import { leaveRoomOf } from './use-cases/leave-room.js';
import { listMessagesOf } from './use-cases/list-messages.js';
import { admissionOf } from './use-cases/moderation/admission.js';
import { auditTrailOf } from './use-cases/moderation/audit-trail.js';
import { banOf } from './use-cases/moderation/ban.js';
import { deleteMessageOf } from './use-cases/moderation/delete-message.js';
import { floodControlOf } from './use-cases/moderation/flood-control.js';
import { inviteOf } from './use-cases/moderation/invite.js';
import { kickOf } from './use-cases/moderation/kick.js';
import { muteOf } from './use-cases/moderation/mute.js';
import { slowModeOf } from './use-cases/moderation/slow-mode.js';
import { pingOf } from './use-cases/ping.js';
import { listRoomsOf } from './use-cases/rooms/list-rooms.js';
import { markReadOf } from './use-cases/rooms/mark-read.js';
import { presenceHintsOf } from './use-cases/presence/presence-hints.js';
import { signalOf } from './use-cases/presence/signal.js';
import { whoOf } from './use-cases/presence/who.js';
import { sendMessageOf } from './use-cases/send-message.js';

/**
 * Every use case of a chat, as a record: for programs that call several of them. A function that needs one or two takes
 * their `…Of` functions instead, so that its bundle holds no other.
 */
export function createChat(adapters: Omit<ChatPorts, 'settings'>, settings: ChatSettings = {}) {
  const presence = adapters.presence ?? presenceHintsOf({ ...adapters, settings });
  const ports: ChatPorts = { ...adapters, presence, settings };
  return {
    /** What the use cases are made of: for `…Of` functions, which return these same instances. */
    ports,
    authorize: authorizeOf(ports),
    block: blockOf(ports),
    broadcast: broadcastOf(ports),
    connect: connectOf(ports),
    disconnect: disconnectOf(ports),
    closeConnections: closeConnectionsOf(ports),
    editMessage: editMessageOf(ports),
    joinRoom: joinRoomOf(ports),
    leaveRoom: leaveRoomOf(ports),
    listMessages: listMessagesOf(ports),
    moderation: isModerated(ports) ? moderationOf(ports) : undefined,
    ping: pingOf(ports),
    react: reactOf(ports),
    rooms: hasUserRooms(ports) ? { list: listRoomsOf(ports), markRead: markReadOf(ports) } : undefined,
    sendMessage: sendMessageOf(ports),
    unblock: unblockOf(ports),
    signal: signalOf(ports),
    who: whoOf(ports),
  };
}

function moderationOf(ports: ModeratedChatPorts) {
  return {
    admission: admissionOf(ports),
    flood: floodControlOf(ports),
    trail: auditTrailOf(ports),
    ban: banOf(ports),
    deleteMessage: deleteMessageOf(ports),
    invite: inviteOf(ports),
    kick: kickOf(ports),
    mute: muteOf(ports),
    report: reportOf(ports),
    slowMode: slowModeOf(ports),
  };
}

function hasUserRooms(ports: ChatPorts): ports is UserRoomPorts {
  return ports.userRooms !== undefined;
}

function isModerated(ports: ChatPorts): ports is ModeratedChatPorts {
  return ports.moderation !== undefined;
}

/** What {@link createChat} makes. */
export type Chat = ReturnType<typeof createChat>;
