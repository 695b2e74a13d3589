import type { Line } from '@serverless-ws/chat-client';
import { useEffect, useRef, useState } from 'react';
import { summaryOf } from '../attachments/attachment.js';

/**
 * Tells screen readers what others say. The list itself must be silent: scrolling puts old messages into the page.
 */
export function Announcer({ lines, userId }: { readonly lines: readonly Line[]; readonly userId: string }) {
  const newest = lines.findLast((line) => line.kind !== 'pending');
  const heard = useRef(newest?.seq);
  const [said, setSaid] = useState({ id: '', text: '' });
  useEffect(() => {
    if (newest === undefined) return;
    const isNews = heard.current !== undefined && newest.seq > heard.current;
    heard.current = newest.seq;
    if (isNews && newest.kind !== 'deleted' && newest.sender.id !== userId) {
      setSaid({ id: newest.id, text: `${newest.sender.name}: ${summaryOf(newest)}` });
    }
  }, [newest, userId]);
  const isGone = lines.some((line) => line.kind === 'deleted' && line.id === said.id);
  return (
    <p className="visually-hidden" aria-live="polite">
      {isGone ? '' : said.text}
    </p>
  );
}
