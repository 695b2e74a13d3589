import { jest } from '@jest/globals';

// A scenario over real processes is tried again before it counts as failed; the first failure is logged all the same.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
