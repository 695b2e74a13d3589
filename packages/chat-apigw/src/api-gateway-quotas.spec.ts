import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '@serverless-ws/chat-domain';
import { API_GATEWAY_QUOTAS, YOUNG_CONNECTION } from './api-gateway-quotas.js';

describe('what API Gateway grants', () => {
  it('is enough for a full page, with an envelope of 1 KB, in one frame', () => {
    expect(API_GATEWAY_QUOTAS.frameBytes).toBeGreaterThanOrEqual(LIMITS.pageBytes + 1_024);
  });

  it('lets no connection outlive its rows', () => {
    expect(API_GATEWAY_QUOTAS.connectionLife).toBeLessThan(LIMITS.connectionLife);
  });

  it('keeps the row of a connection for as long as its connect may run', () => {
    expect(YOUNG_CONNECTION).toBe(30_000);
  });
});
