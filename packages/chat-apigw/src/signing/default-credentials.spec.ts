import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultCredentials } from './default-credentials.js';

const names = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_EC2_METADATA_DISABLED',
];

describe('defaultCredentials', () => {
  const before = new Map(names.map((name) => [name, process.env[name]]));
  beforeEach(() => {
    for (const name of names) Reflect.deleteProperty(process.env, name);
  });
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it('takes those of the environment, as Lambda sets them', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' });
    expect(await defaultCredentials()).toEqual({ accessKeyId: 'a', secretAccessKey: 's' });
    process.env.AWS_SESSION_TOKEN = 't';
    expect(await defaultCredentials()).toEqual({ accessKeyId: 'a', secretAccessKey: 's', sessionToken: 't' });
  });

  it("asks the SDK's chain elsewhere, and fails as that does", async () => {
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    });
    await expect(defaultCredentials()).rejects.toThrow(/credentials/i);
    process.env.AWS_ACCESS_KEY_ID = 'half a pair';
    await expect(defaultCredentials()).rejects.toThrow(/credentials/i);
  });
});
