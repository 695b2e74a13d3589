import { describe, expect, it } from '@jest/globals';
import { subjectFault } from './commit-subject.js';

describe('the subject of a commit', () => {
  it.each([
    'feat: a room says who is in it',
    'fix(chat-jwt): keys are tried again',
    'fix(chat-jwt, chat-lambda)!: JWT_SECRET needs 32 bytes',
    'docs: prices\n\nThe body may say anything: at any length.',
    '# a comment of Git\n\nchore: newer tools',
    "Merge branch 'main' of example.org/chat",
    'Revert "feat: a room says who is in it"',
    'fixup! feat: a room says who is in it',
  ])('may be: %s', (message) => {
    expect(subjectFault(message)).toBeNull();
  });

  it.each([
    ['', 'a subject is'],
    ['try', 'a subject is'],
    ['Fix: the tail ends', 'a subject is'],
    ['fix:the tail ends', 'a subject is'],
    ['fix: ', 'a subject is'],
    ['fix(): the tail ends', 'a subject is'],
    ['fix(chat apigw): the tail ends', 'a subject is'],
    ['feature: a room says who is in it', 'no type "feature"; there are feat, fix'],
    [`fix: ${'x'.repeat(130)}`, '120 characters at most'],
    ['# only a comment', 'a subject is'],
  ])('may not be: %s', (message, fault) => {
    expect(subjectFault(message)).toContain(fault);
  });
});
