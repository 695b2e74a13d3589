import type { Line, MessageLine } from '@serverless-ws/chat-client';
import { useChat, useRoom, useTimeline, useTyping, useUnread } from '@serverless-ws/chat-react';
import { useEffect, useMemo, useState } from 'react';
import { Composer } from '../composer/composer.js';
import type { Drafts } from '../composer/drafts.js';
import { Announcer } from '../log/announcer.js';
import { MessageList } from '../log/message-list.js';
import type { Self } from '../log/rows.js';
import { usePast } from '../log/use-past.js';
import { usePeople } from '../mentions/use-people.js';
import { MembersPanel } from '../people/members-panel.js';
import { TypingLine } from '../people/typing-line.js';
import type { OpenRoom } from '../rooms/use-open-rooms.js';
import type { Jump } from '../search/matches.js';
import { SearchBar } from '../search/search-bar.js';
import { useReach } from '../search/use-reach.js';
import { useSearch } from '../search/use-search.js';
import { ChatHeader } from './chat-header.js';
import type { Drawer } from './use-drawer.js';
import { useLineActions } from '../actions/use-line-actions.js';
import { AttachButton } from '../uploads/attach-button.js';
import { UploadLine } from '../uploads/upload-line.js';
import { useFileDrop } from '../uploads/use-file-drop.js';
import { useUploads } from '../uploads/use-uploads.js';

interface ConversationProps {
  readonly room: OpenRoom;
  readonly self: Self;
  readonly drafts: Drafts;
  /** Whether the page is in view. */
  readonly isVisible: boolean;
  /** Messages in other rooms, and here while the page is hidden. */
  readonly unread: number;
  readonly drawer: Drawer;
  /** The position that the address of the page names. */
  readonly target: number | undefined;
  /** Shows a sentence to the user. */
  readonly onTell: (text: string) => void;
  /** The user looks into the room. */
  readonly onSeen: (name: string) => void;
  /** Shows the messages with a user: the name of their room, and of them. */
  readonly onDirect: (name: string, title: string) => void;
}

/** What is said in one room. */
export function Conversation(props: ConversationProps) {
  const { room: shown, self, drafts, isVisible, unread, drawer, target, onTell, onSeen, onDirect } = props;
  const { name, title, isDirect } = shown;
  const room = useRoom(name);
  const timeline = useTimeline(room);
  const isClosed = useChat().state.status === 'closed';
  const past = usePast(timeline, isClosed);
  const typing = useTyping(room);
  const { count, markRead } = useUnread(room);
  const [showsMembers, setShowsMembers] = useState(false);
  const [mentions, setMentions] = useState(drafts.of(name).includes('@'));
  const people = usePeople(room, timeline.lines, self, mentions && !isDirect);
  const { actions, subject, setSubject, send } = useLineActions(room, timeline, people, onTell);
  const uploads = useUploads(room, onTell);
  const drop = useFileDrop(uploads);
  const search = useSearch(timeline.lines);
  const named = useMemo<Jump | undefined>(
    () => (target === undefined ? undefined : { seq: target }),
    [target],
  );
  const isLooking = useReach(target, timeline.lines, past, onTell);
  const editing = subject?.kind === 'edit' ? subject.line : undefined;
  useEffect(() => {
    // Refused only where the room is, too.
    if (isVisible && count > 0) markRead().catch(() => undefined);
  }, [isVisible, count, markRead]);
  useEffect(() => {
    if (isVisible) onSeen(name);
  }, [isVisible, name, onSeen]);

  return (
    <>
      <ChatHeader
        room={shown}
        unread={unread}
        roomsButton={drawer.button}
        onRooms={drawer.open}
        isSearching={search.isOpen}
        onSearch={search.toggle}
        showsMembers={showsMembers}
        onMembers={() => setShowsMembers(!showsMembers)}
      />
      <div className="beside">
        <div className="talk" {...drop}>
          <SearchBar search={search} past={past.status} onPast={past.read} />
          {isLooking && (
            <p className="looking" role="status">
              Looking for the message…
            </p>
          )}
          <MessageList
            room={title}
            rows={timeline.lines}
            prepended={past.prepended}
            past={past.status}
            self={self}
            onPast={past.read}
            actions={actions}
            target={search.jump ?? named}
          />
          <Announcer lines={timeline.lines} userId={self.id} />
          <TypingLine users={typing.users} />
          <Composer
            key={editing?.id ?? 'new'}
            room={title}
            isDirect={isDirect}
            isClosed={isClosed}
            people={people}
            attach={<AttachButton uploads={uploads} />}
            above={<UploadLine uploads={uploads} />}
            draft={editing?.text ?? drafts.of(name)}
            onDraft={(text) => {
              setMentions(text.includes('@'));
              if (editing === undefined) drafts.keep(name, text);
              if (text === '') typing.stop();
              else typing.keystroke();
            }}
            subject={subject}
            onCancel={() => setSubject(null)}
            onUp={() => {
              const own = timeline.lines.findLast(isOwnMessage(self));
              if (own !== undefined) setSubject({ kind: 'edit', line: own });
            }}
            onSend={send}
          />
        </div>
        {showsMembers && !isDirect && (
          <MembersPanel
            room={room}
            self={self}
            people={actions.people}
            onDirect={(user) => onDirect(`@${user.id}`, user.name)}
            onClose={() => setShowsMembers(false)}
          />
        )}
      </div>
    </>
  );
}

function isOwnMessage(self: Self): (line: Line) => line is MessageLine {
  return (line): line is MessageLine => line.kind === 'message' && line.sender.id === self.id;
}
