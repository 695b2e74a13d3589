import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { failureSentence, heldBackSentence, lostSentence, roomSentence, sentenceOf } from './sentences.js';

/** The codes that the protocol lists, by its table. */
function documentedCodes(): string[] {
  const protocol = readFileSync(
    `${import.meta.dirname}/../../../../packages/chat-protocol/PROTOCOL.md`,
    'utf8',
  );
  return [...protocol.matchAll(/^\| `(\w+)` +\| (?:yes|no) /gm)].map(([, code = '']) => code);
}

describe('an error', () => {
  it('is told in a sentence, not by its code', () => {
    expect(sentenceOf({ code: 'rate_limited', message: 'rate_limited' })).toMatch(/^That was .*\.$/);
  });

  it('has a sentence for every code of the protocol, and none that reads like the code', () => {
    const codes = documentedCodes();
    expect(codes.length).toBeGreaterThan(20);
    const without = codes.filter((code) => sentenceOf({ code, message: code }) === code);
    // What a review says is a sentence for the user.
    expect(without).toEqual(['rejected']);
  });

  it('of a room tells of the room', () => {
    const board = { name: 'private.board', title: 'private.board' };
    for (const code of ['forbidden', 'uninvited', 'expired'])
      expect(roomSentence(board, { code, message: code })).toMatch(/^private\.board: This room/);
    expect(roomSentence(board, { code: 'moderated', message: '' })).toMatch(/^private\.board: .*moderator/);
  });

  it('of direct messages tells of the other user by their name, and of no room', () => {
    const bob = { name: '@u7', title: 'Bob' };
    const sentence = roomSentence(bob, { code: 'forbidden', message: '' });
    expect(sentence).toMatch(/^You and Bob cannot write to each other: .*blocked/);
    expect(sentence).not.toMatch(/room|u7/);
    expect(roomSentence(bob, { code: 'unavailable', message: '' })).toMatch(/^Bob: The server is busy/);
  });

  it('of a message that was not sent is empty where the page does not know it', () => {
    expect(failureSentence('muted')).toBe('You are muted for now.');
    expect(failureSentence('forbidden')).toBe('You may not write here.');
    expect(failureSentence('constructor')).toBe('');
  });

  it('of a message that waits tells why, and until when, where the user notices', () => {
    const noon = new Date(2026, 5, 3, 12).getTime();
    const minutes = (count: number) => heldBackSentence('muted', count * 60_000, noon);
    expect(minutes(10)).toMatch(/^You are muted for now\. What you wrote is sent at 12:10.*\.$/);
    expect([minutes(0.01), minutes(13 * 60), heldBackSentence('acme.full', 60_000, noon)]).toEqual([
      '',
      '',
      '',
    ]);
  });

  it('tells which rooms have lost their past', () => {
    expect(lostSentence(['tea'])).toMatch(/ in tea\. /);
    expect(lostSentence(['@bob'])).toMatch(/ in bob\. /);
    expect(lostSentence(['tea', 'lobby'])).toMatch(/ in 2 rooms\. /);
  });

  it('is told as the server says it where the page does not know it', () => {
    expect(sentenceOf({ code: 'acme.full', message: 'The boat is full.' })).toBe('The boat is full.');
  });
});
