import { describe, it } from 'node:test';
import { testInMemoryAdapters } from '../in-memory-contracts.js';
import { testStuckGateway } from './stuck-gateway.js';

testInMemoryAdapters(describe, it);
describe('a gateway that is stuck', () => testStuckGateway(it));
