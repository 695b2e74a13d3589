import { beforeAll, expect, it } from '@jest/globals';
import type { PackagedStack } from '@serverless-ws/template/package-stack.js';
import { functions, properties } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';
import { packagedStage } from './packaged-stages.js';

const NONE = { Ref: 'AWS::NoValue' };
let dev: PackagedStack;
let traced: PackagedStack;

beforeAll(async () => {
  dev = await packagedDev.read();
  traced = await packagedStage('dev');
});

/** The two texts that a condition of a stack compares. */
const compared = (stack: PackagedStack, name: string): unknown =>
  Object(stack.conditions[name])['Fn::Equals'];

it('X-Ray gets traces of all functions where an operator says so, and of none elsewhere', () => {
  expect(compared(dev, 'HasTracing')).toEqual(['off', 'on']);
  expect(compared(traced, 'HasTracing')).toEqual(['on', 'on']);
  const policy = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AWSXRayDaemonWriteAccess' };
  for (const name of functions) {
    expect(properties(traced, `${name}LambdaFunction`)['TracingConfig']).toEqual({
      'Fn::If': ['HasTracing', { Mode: 'Active' }, NONE],
    });
    expect(properties(traced, `${name}Role`)['ManagedPolicyArns']).toEqual({
      'Fn::If': ['HasTracing', [policy], NONE],
    });
  }
});

it('access logs are lines of JSON, in a group of their own that does not keep them for ever, where asked for', () => {
  expect(compared(dev, 'HasAccessLogs')).toEqual(['off', 'on']);
  expect(compared(traced, 'HasAccessLogs')).toEqual(['on', 'on']);
  expect(traced.resources['AccessLogGroup']).toMatchObject({
    Condition: 'HasAccessLogs',
    Properties: { RetentionInDays: 14 },
  });
  const [condition, settings, otherwise] = Object(
    properties(traced, 'WebsocketsDeploymentStage')['AccessLogSettings'],
  )['Fn::If'];
  expect([condition, otherwise]).toEqual(['HasAccessLogs', NONE]);
  expect(settings.DestinationArn).toEqual({
    'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${AccessLogGroup}',
  });
  const fields: Record<string, string> = JSON.parse(settings.Format);
  expect(fields).toMatchObject({ requestId: '$context.requestId', connectionId: '$context.connectionId' });
  expect(Object.values(fields).every((value) => /^\$context\.[\w.]+$/.test(value))).toBe(true);
  expect(settings.Format).not.toContain('identity');
});
