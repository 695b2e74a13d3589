import { describe, expect, it } from '@jest/globals';
import { permission, roleWith, templateOf } from './fixtures.js';
import { ResourceSchemas } from './resource-schemas.js';

const schemas = new ResourceSchemas();
const problems = (Type: string, Properties: Readonly<Record<string, unknown>>) =>
  schemas.findings(templateOf({ Thing: { Type, Properties } })).map(({ detail }) => detail);

describe('the schemas of AWS', () => {
  it('have nothing against a template that is right', () => {
    expect(schemas.findings(roleWith({ Effect: 'Deny' }))).toEqual([]);
    expect(schemas.findings(templateOf({ Permission: permission({ Ref: 'Arn' }) }))).toEqual([]);
    expect(problems('AWS::SQS::Queue', { FifoQueue: 'true', VisibilityTimeout: '360' })).toEqual([]);
  });

  it.each([
    ['AWS::SQS::Heap', {}, 'AWS::SQS::Heap is not a type of resource'],
    ['AWS::SQS::Queue', { Fifo: true }, 'Fifo is not a property'],
    ['AWS::SQS::Queue', { FifoQueue: 'yes' }, 'FifoQueue is not of type boolean'],
    ['AWS::SQS::Queue', { VisibilityTimeout: 1.5 }, 'VisibilityTimeout is not of type integer'],
    ['AWS::SQS::Queue', { Tags: {} }, 'Tags is not a list'],
    ['AWS::SQS::QueuePolicy', { PolicyDocument: {} }, 'Queues is missing'],
    [
      'AWS::ApiGatewayV2::Stage',
      { ApiId: 'a', StageName: 'dev', DefaultRouteSettings: { ThrottlingRate: 1 } },
      'DefaultRouteSettings.ThrottlingRate is not a property',
    ],
    [
      'AWS::ApiGatewayV2::Stage',
      { ApiId: 'a', StageName: 'dev', DefaultRouteSettings: { ThrottlingRateLimit: 'many' } },
      'DefaultRouteSettings.ThrottlingRateLimit is not of type number',
    ],
  ])('find what is wrong with an %s of %j', (type, properties, detail) => {
    expect(problems(type, properties)).toEqual([detail]);
  });
});
