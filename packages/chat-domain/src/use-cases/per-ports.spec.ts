import { describe, expect, it } from '@jest/globals';
import { perPorts } from './per-ports.js';

describe('perPorts', () => {
  it('makes one instance for each ports object', () => {
    const instanceOf = perPorts((ports: { readonly name: string }) => ({ of: ports.name }));
    const ports = { name: 'a' };
    expect(instanceOf(ports)).toBe(instanceOf(ports));
    expect(instanceOf({ name: 'a' })).not.toBe(instanceOf(ports));
  });

  it('makes nothing twice, not even nothing', () => {
    let made = 0;
    const instanceOf = perPorts(() => {
      made += 1;
    });
    const ports = {};
    instanceOf(ports);
    instanceOf(ports);
    expect(made).toBe(1);
  });
});
