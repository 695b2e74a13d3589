import { readPackagedStack, type PackagedStack } from '@serverless-ws/template/package-stack.js';

/** The stage dev as it was packaged for the whole run: suites read it, and unpack functions beside its zips. */
export const packagedDev = {
  folder: setting('PACKAGED_DEV'),
  /** What its tokens are signed with. */
  secret: setting('PACKAGED_DEV_SECRET'),
  read: (): Promise<PackagedStack> => readPackagedStack(packagedDev.folder),
};

/** @throws Error where the suite runs without the global setup of `jest.e2e.config.mjs` */
function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is set by the global setup of jest.e2e.config.mjs`);
  return value;
}
