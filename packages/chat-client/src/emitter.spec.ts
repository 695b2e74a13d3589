import { describe, expect, it } from '@jest/globals';
import { Emitter } from './emitter.js';

describe('an emitter', () => {
  it('calls listeners until they are removed', () => {
    const emitter = new Emitter<{ change: number }>();
    const heard: number[] = [];
    const stop = emitter.on('change', (change) => heard.push(change));
    emitter.emit('change', 1);
    stop();
    emitter.emit('change', 2);
    expect(heard).toEqual([1]);
  });

  it('calls a listener twice if it is added twice', () => {
    const emitter = new Emitter<{ change: number }>();
    const heard: number[] = [];
    const listener = (change: number) => void heard.push(change);
    const stop = emitter.on('change', listener);
    emitter.on('change', listener);
    stop();
    emitter.emit('change', 1);
    expect(heard).toEqual([1]);
  });

  it('calls the other listeners when one throws, and reports the error', () => {
    const reported: unknown[] = [];
    const emitter = new Emitter<{ change: number }>((error) => reported.push(error));
    const heard: number[] = [];
    const failure = new Error('from a listener');
    emitter.on('change', () => {
      throw failure;
    });
    emitter.on('change', (change) => heard.push(change));
    emitter.emit('change', 1);
    expect(heard).toEqual([1]);
    expect(reported).toEqual([failure]);
  });

  it('calls no listener once cleared', () => {
    const emitter = new Emitter<{ change: number }>();
    const heard: number[] = [];
    emitter.on('change', (change) => heard.push(change));
    emitter.clear();
    emitter.emit('change', 1);
    expect(heard).toEqual([]);
  });
});
