import { describe, expect, it } from '@jest/globals';
import { EVENTS } from '../events/index.js';
import { ACTION_NAMES } from './action-names.js';
import { ACTIONS } from './index.js';

describe('the actions', () => {
  it.each(Object.entries(ACTIONS))('have their own name, which holds no dot: %s', (name, action) => {
    expect(action.name).toBe(name);
    expect(name).not.toContain('.');
  });

  it('are listed by name, each once', () => {
    expect([...ACTION_NAMES].sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it.each(Object.values(ACTIONS))('have a response of this protocol: $name', ({ response }) => {
    if (response !== 'done') expect(Object.values(EVENTS)).toContain(response);
  });
});

describe('the events', () => {
  it.each(Object.entries(EVENTS))('have their own type, which holds no dot: %s', (type, event) => {
    expect(event.type).toBe(type);
    expect(type).not.toContain('.');
  });
});
