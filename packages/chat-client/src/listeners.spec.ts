import { bye } from '@serverless-ws/chat-protocol';
import { describe, expect, it, jest } from '@jest/globals';
import { Listeners } from './listeners.js';

const idle = { status: 'idle' } as const;

describe('the listeners of a client', () => {
  it('are called until they are removed', () => {
    const listeners = new Listeners();
    const heard: string[] = [];
    const stop = listeners.on('state', ({ status }) => heard.push(status));
    listeners.emit('state', idle);
    stop();
    listeners.emit('state', idle);
    expect(heard).toEqual(['idle']);
  });

  it('are called twice if they are added twice', () => {
    const listeners = new Listeners();
    const heard: string[] = [];
    const listener = ({ status }: { status: string }) => void heard.push(status);
    const stop = listeners.on('state', listener);
    listeners.on('state', listener);
    stop();
    listeners.emit('state', idle);
    expect(heard).toEqual(['idle']);
  });

  it('are called when another throws, whose error becomes an uncaught one', () => {
    const uncaught: (() => void)[] = [];
    const spy = jest.spyOn(globalThis, 'queueMicrotask').mockImplementation((run) => void uncaught.push(run));
    const listeners = new Listeners();
    const heard: string[] = [];
    listeners.on('state', () => {
      throw new Error('from a listener');
    });
    listeners.on('state', ({ status }) => heard.push(status));
    listeners.emit('state', idle);
    spy.mockRestore();
    expect(heard).toEqual(['idle']);
    expect(uncaught).toHaveLength(1);
    expect(uncaught[0]).toThrow('from a listener');
  });

  it('are not called once one before them has removed them, or all', () => {
    const listeners = new Listeners();
    const heard: string[] = [];
    const stops = [() => stop(), () => listeners.clear()];
    listeners.on('state', () => stops.shift()?.());
    const stop = listeners.on('state', () => heard.push('removed'));
    listeners.on('state', () => heard.push('stays'));
    listeners.emit('state', idle);
    listeners.emit('state', idle);
    expect(heard).toEqual(['stays']);
  });

  it('of a frame are told what its descriptor reads, and of no other frame', () => {
    const listeners = new Listeners();
    const reasons: string[] = [];
    listeners.on(bye, ({ reason }) => reasons.push(reason));
    listeners.received({ type: 'bye', reason: 'kicked', reconnect: false, more: 1 });
    listeners.received({ type: 'bye' });
    listeners.received({ type: 'state' });
    expect(reasons).toEqual(['kicked']);
  });
});
