import e2e from './jest.e2e.config.mjs';

// What takes minutes by its nature: functions that wait for their deadline, alarms that wait for their period.
// And what takes long by the number of its frames.
process.env.PARITY = 'full';

export default {
  ...e2e,
  testMatch: ['<rootDir>/src/**/*.slow.ts', '<rootDir>/src/**/offline-parity.e2e.ts'],
};
