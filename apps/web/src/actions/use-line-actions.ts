import { edit, react, requestError, type Room, type User } from '@serverless-ws/chat-client';
import type { ShownTimeline } from '@serverless-ws/chat-react';
import { useCallback, useMemo, useState } from 'react';
import type { Subject } from '../composer/subject-line.js';
import type { LineActions } from './line-actions.js';
import { mentionsIn } from '../mentions/mentionable.js';
import { usePeopleActions } from '../moderation/use-people-actions.js';
import { linkTo } from '../rooms/address.js';
import { sentenceOf } from '../notices/sentences.js';

/** The actions of a room's lines, and what the composer is about. */
export interface Lines {
  readonly actions: LineActions;
  readonly subject: Subject | null;
  readonly setSubject: (subject: Subject | null) => void;
  /** Sends a text: as a message, an answer, or the new text of a message. */
  readonly send: (text: string) => void;
}

/**
 * @param people - who can be mentioned
 * @param tell - shows a sentence to the user
 */
export function useLineActions(
  room: Room,
  timeline: ShownTimeline,
  people: readonly User[],
  tell: (text: string) => void,
): Lines {
  const [chosen, setSubject] = useState<Subject | null>(null);
  const { lines, retry, discard } = timeline;
  // Deleted since: the composer does not go on showing its text.
  const isGone = lines.some((line) => line.kind === 'deleted' && line.id === chosen?.line.id);
  const subject = isGone ? null : chosen;
  const telling = useCallback(
    (done: Promise<unknown>) => void done.catch((error: unknown) => tell(sentenceOf(requestError(error)))),
    [tell],
  );
  const about = usePeopleActions(room, tell);
  const actions = useMemo<LineActions>(
    () => ({
      retry,
      discard,
      people: about,
      room: room.name,
      react: (line, reaction, on) => telling(react(room, line, reaction, on)),
      reply: (line) => setSubject({ kind: 'reply', line }),
      edit: (line) => setSubject({ kind: 'edit', line }),
      remove: (line) => telling(room.delete(line)),
      copyLink: (line) => {
        void navigator.clipboard.writeText(linkTo(room.name, line.seq)).then(
          () => tell('The link is copied.'),
          () => tell('The browser does not allow copying.'),
        );
      },
    }),
    [room, retry, discard, about, telling, tell],
  );
  const send = (text: string) => {
    setSubject(null);
    const before = subject?.kind === 'edit' ? subject.line.mentions : undefined;
    const mentions = mentionsIn(text, people, before);
    const mentioning = mentions.length > 0 && { mentions };
    if (subject?.kind === 'edit') {
      // What an edit does not say again is dropped.
      const { meta } = subject.line;
      return telling(edit(room, subject.line, text, { ...(meta && { meta }), ...mentioning }));
    }
    const { seq, id } = subject?.line ?? {};
    const replyTo = seq === undefined || id === undefined ? {} : { replyTo: { seq, id } };
    // A message that fails says so in its line.
    room.send(text, { ...replyTo, ...mentioning }).catch(() => undefined);
  };
  return { actions, subject, setSubject, send };
}
