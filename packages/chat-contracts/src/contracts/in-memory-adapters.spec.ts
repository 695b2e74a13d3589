import { describe, it } from '@jest/globals';
import { testInMemoryAdapters } from '../../test/in-memory-contracts.js';

testInMemoryAdapters(describe, it);
