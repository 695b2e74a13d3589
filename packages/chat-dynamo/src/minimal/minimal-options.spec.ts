import { describe, expect, it } from '@jest/globals';
import { minimalOptions } from './minimal-options.js';

const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };

describe('minimalOptions', () => {
  it.each([
    [{ AWS_REGION: 'eu-central-1' }, 'https://dynamodb.eu-central-1.amazonaws.com/'],
    [{ AWS_REGION: 'us-gov-west-1' }, 'https://dynamodb.us-gov-west-1.amazonaws.com/'],
    [{ AWS_REGION: 'cn-north-1' }, 'https://dynamodb.cn-north-1.amazonaws.com.cn/'],
    [{ AWS_REGION: 'x', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, 'http://127.0.0.1:1/'],
    [{ AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_DYNAMODB: 'http://b' }, 'http://b/'],
    [{ AWS_USE_FIPS_ENDPOINT: 'true', AWS_ENDPOINT_URL_DYNAMODB: 'https://fips' }, 'https://fips/'],
  ])('calls, with %j, %s', (variables, endpoint) => {
    expect(minimalOptions(variables).endpoint.href).toBe(endpoint);
  });

  it.each([
    [{}, 'AWS_REGION: not a Region: ""'],
    [{ AWS_REGION: 'evil.example/' }, 'AWS_REGION: not a Region'],
    [{ AWS_REGION: 'us-iso-east-1' }, 'us-iso-east-1 needs AWS_ENDPOINT_URL_DYNAMODB'],
    [{ AWS_REGION: 'eusc-de-east-1' }, 'eusc-de-east-1 needs AWS_ENDPOINT_URL_DYNAMODB'],
    [{ AWS_REGION: 'eu-west-1', AWS_USE_FIPS_ENDPOINT: 'true' }, 'AWS_USE_FIPS_ENDPOINT needs'],
    [{ AWS_REGION: 'eu-west-1', AWS_USE_DUALSTACK_ENDPOINT: 'True' }, 'AWS_USE_DUALSTACK_ENDPOINT needs'],
    [{ AWS_ENDPOINT_URL_DYNAMODB: 'nowhere' }, 'Not an address of DynamoDB'],
  ])('rejects %j: %s', (variables, message) => {
    expect(() => minimalOptions(variables)).toThrow(message);
  });

  it('reads the credentials anew for each try, as they may have been replaced', async () => {
    const variables: Record<string, string> = { AWS_REGION: 'eu-west-1' };
    const { credentials } = minimalOptions(variables);
    await expect(credentials()).rejects.toThrow('AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is missing');
    Object.assign(variables, keys);
    await expect(credentials()).resolves.toEqual({ accessKeyId: 'id', secretAccessKey: 'secret' });
    variables['AWS_SESSION_TOKEN'] = 'session';
    await expect(credentials()).resolves.toMatchObject({ sessionToken: 'session' });
  });
});
