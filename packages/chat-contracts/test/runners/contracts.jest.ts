import { describe, it } from '@jest/globals';
import { testInMemoryAdapters } from '../in-memory-contracts.js';
import { testStuckGateway } from './stuck-gateway.js';

testInMemoryAdapters(describe, it);
describe('a gateway that is stuck', () => testStuckGateway(it));
