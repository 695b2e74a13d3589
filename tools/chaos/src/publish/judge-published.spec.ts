import { describe, expect, it } from '@jest/globals';
import { judgePublished } from './judge-published.js';

const log = [{ seq: 3, id: 'm3', clientMessageId: 'published-1' }];
const judge = (id: string, ...outcomes: readonly string[]) =>
  judgePublished(log, new Map([[id, new Set(outcomes)]]));

describe('what a backend has published', () => {
  it.each([
    ['is right where its result says it is', 'published-1', ['3/m3'], [0, 0, 0]],
    ['is lost where it was acknowledged, and is not in the log', 'published-2', ['4/m4'], [1, 0, 0]],
    ['is wrong at another place', 'published-1', ['4/m3'], [0, 1, 0]],
    ['is wrong with two results', 'published-1', ['3/m3', 'rejected'], [0, 1, 0]],
    ['is wrong where it was rejected, and is in the log', 'published-1', ['rejected'], [0, 1, 0]],
    ['is rejected where it is nowhere', 'published-2', ['rejected'], [0, 0, 1]],
    ['is right where no call can publish it, and none did', 'poison-2', ['invalid_text'], [0, 0, 0]],
    ['is wrong where what no call can publish has another result', 'poison-2', ['internal'], [0, 1, 0]],
  ])('%s', (_, id, outcomes, [lost, wrong, rejected]) => {
    expect(judge(id, ...outcomes)).toEqual({ lost, wrong, rejected });
  });
});
