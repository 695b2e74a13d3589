import { describe, expect, it } from '@jest/globals';
import type { WireEntry } from '@serverless-ws/chat-protocol';
import { Timeline } from './timeline.js';

const sender = { id: 'ada', name: 'Ada' };
const message = (seq: number): WireEntry => ({
  kind: 'message',
  seq,
  id: `m${seq}`,
  sender,
  sentAt: seq,
  text: `text ${seq}`,
});
const deletion = (seq: number, target: number): WireEntry => ({
  kind: 'deletion',
  seq,
  id: `d${seq}`,
  sender,
  sentAt: seq,
  target: { seq: target, id: `m${target}` },
});
const shown = (timeline: Timeline) => timeline.entries.map(({ seq, kind }) => `${seq} ${kind}`);

describe('a timeline', () => {
  it('appends new entries, and prepends history', () => {
    const timeline = new Timeline();
    timeline.append([message(3), message(4)]);
    expect(timeline.prepend([message(1), message(2)])).toBe(2);
    expect(timeline.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('shows a deletion at its target, without the text', () => {
    const timeline = new Timeline();
    timeline.append([message(1), message(2)]);
    timeline.append([deletion(3, 1)]);
    expect(shown(timeline)).toEqual(['1 deleted', '2 message']);
    expect(JSON.stringify(timeline.entries)).not.toContain('text 1');
  });

  it('shows a message as deleted that is read after its deletion', () => {
    const timeline = new Timeline();
    timeline.append([deletion(3, 1)]);
    timeline.prepend([message(1), message(2)]);
    expect(shown(timeline)).toEqual(['1 deleted', '2 message']);
  });

  it('shows a message as deleted whose deletion is on the same page', () => {
    const timeline = new Timeline();
    timeline.append([message(1), deletion(2, 1)]);
    expect(shown(timeline)).toEqual(['1 deleted']);
  });
});
