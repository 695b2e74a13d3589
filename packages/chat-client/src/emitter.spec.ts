import { describe, expect, it } from '@jest/globals';
import { Emitter } from './emitter.js';

describe('an emitter', () => {
  it('calls listeners until they are removed', () => {
    const emitter = new Emitter<{ news: number }>();
    const heard: number[] = [];
    const stop = emitter.on('news', (news) => heard.push(news));
    emitter.emit('news', 1);
    stop();
    emitter.emit('news', 2);
    expect(heard).toEqual([1]);
  });

  it('calls a listener twice if it is added twice', () => {
    const emitter = new Emitter<{ news: number }>();
    const heard: number[] = [];
    const listener = (news: number) => void heard.push(news);
    const stop = emitter.on('news', listener);
    emitter.on('news', listener);
    stop();
    emitter.emit('news', 1);
    expect(heard).toEqual([1]);
  });

  it('calls the other listeners when one throws, and reports the error', () => {
    const reported: unknown[] = [];
    const emitter = new Emitter<{ news: number }>((error) => reported.push(error));
    const heard: number[] = [];
    const failure = new Error('from a listener');
    emitter.on('news', () => {
      throw failure;
    });
    emitter.on('news', (news) => heard.push(news));
    emitter.emit('news', 1);
    expect(heard).toEqual([1]);
    expect(reported).toEqual([failure]);
  });

  it('calls no listener once cleared', () => {
    const emitter = new Emitter<{ news: number }>();
    const heard: number[] = [];
    emitter.on('news', (news) => heard.push(news));
    emitter.clear();
    emitter.emit('news', 1);
    expect(heard).toEqual([]);
  });
});
