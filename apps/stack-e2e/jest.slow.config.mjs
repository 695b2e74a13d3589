import e2e from './jest.e2e.config.mjs';

// What takes minutes by its nature: functions that wait for their deadline, alarms that wait for their period.
// And what takes long by the number of its frames.
process.env.PARITY = 'full';

export default {
  ...e2e,
  // Functions and alarms wait: side by side, so that the parity has the processor meanwhile.
  maxWorkers: 3,
  testMatch: ['<rootDir>/src/**/*.slow.ts', '<rootDir>/src/**/offline-parity.e2e.ts'],
};
