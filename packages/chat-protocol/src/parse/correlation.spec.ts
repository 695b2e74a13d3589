import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openEnvelope } from './envelope.js';

const correlation = (body: string) => openEnvelope(body).correlation;

describe('correlation', () => {
  it('finds both ids, even in a frame that is wrong otherwise', () => {
    const body = '{"action":7,"requestId":"r-1","clientMessageId":"c-1","text":[]}';
    expect(correlation(body)).toEqual({ requestId: 'r-1', clientMessageId: 'c-1' });
  });

  it('finds an id as long as one may be', () => {
    const requestId = 'x'.repeat(128);
    expect(correlation(JSON.stringify({ requestId }))).toEqual({ requestId });
  });

  it('leaves out what is no string, too long, or inherited', () => {
    expect(correlation('{"requestId":7,"clientMessageId":null}')).toEqual({});
    expect(correlation(JSON.stringify({ requestId: 'x'.repeat(129) }))).toEqual({});
    expect(correlation('{"__proto__":{"requestId":"r-1"}}')).toEqual({});
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(typeof correlation(body)).toBe('object');
      }),
    );
  });
});
