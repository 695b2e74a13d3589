import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PackagedStack } from '@serverless-ws/template/package-stack.js';
import { permissions, properties } from '@serverless-ws/template/template.js';
import { packagedDev } from './packaged-dev.js';
import { CHOSEN, packagedStage } from './packaged-stages.js';

let dev: PackagedStack;
let joined: PackagedStack;

beforeAll(async () => {
  dev = await packagedDev.read();
  joined = await packagedStage('dev');
});

const variables = (stack: PackagedStack, name: string): Record<string, unknown> =>
  Object(properties(stack, `${name}LambdaFunction`)['Environment']).Variables;

describe('what backends publish by', () => {
  it('is a function, and nothing else unless a queue or a source of events is chosen', () => {
    expect(variables(dev, 'Publish')).toMatchObject({
      CHAT_PUBLISH_QUEUE_ARN: '',
      CHAT_PUBLISH_EVENT_SOURCE: '',
    });
    expect(properties(dev, 'PublishEventSourceMappingSQSPublishQueue')).toMatchObject({ Enabled: false });
    expect(dev.conditions['HasPublishEvents']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['', ''] }] });
    for (const name of ['PublishRule', 'PublishRulePermission'])
      expect(dev.resources[name]).toMatchObject({ Condition: 'HasPublishEvents' });
  });

  it('may be a queue, whose messages only this function takes, and a source of events', () => {
    expect(variables(joined, 'Publish')).toMatchObject({
      CHAT_PUBLISH_QUEUE_ARN: { 'Fn::GetAtt': ['PublishQueue', 'Arn'] },
      CHAT_PUBLISH_EVENT_SOURCE: 'acme.orders',
    });
    expect(properties(joined, 'PublishEventSourceMappingSQSPublishQueue')).toMatchObject({
      Enabled: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(properties(joined, 'PublishRule')).toMatchObject({
      EventPattern: { source: ['acme.orders'], 'detail-type': ['chat.publish'] },
    });
  });

  it('is retried with time for the function, and ends in a queue where no retry is left', () => {
    const target = { 'Fn::GetAtt': ['PublishDeadLetters', 'Arn'] };
    expect(properties(dev, 'PublishQueue')).toMatchObject({
      VisibilityTimeout: 6 * Number(properties(dev, 'PublishLambdaFunction')['Timeout']),
      RedrivePolicy: { deadLetterTargetArn: target },
    });
    expect(properties(dev, 'PublishInvokeConfig')).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: target } },
    });
  });
});

describe('the review of messages', () => {
  it('is off unless a function is named, and then no role may call one', () => {
    expect(dev.conditions['HasReview']).toEqual({ 'Fn::Not': [{ 'Fn::Equals': ['', ''] }] });
    expect(dev.resources['ReviewPolicy']).toMatchObject({ Condition: 'HasReview' });
    for (const name of ['SendMessage', 'MessageChanges', 'Publish']) {
      expect(permissions(dev, `${name}Role`).flatMap(([actions]) => actions)).not.toContain(
        'lambda:InvokeFunction',
      );
      expect(variables(joined, name)).toMatchObject({
        CHAT_REVIEW_FUNCTION_ARN: CHOSEN.reviewFunctionArn,
        CHAT_REVIEW_REQUIRED: 'lobby',
      });
    }
  });

  it('is a call of that function, by the functions that write messages alone', () => {
    expect(properties(joined, 'ReviewPolicy')).toMatchObject({
      Roles: [{ Ref: 'SendMessageRole' }, { Ref: 'MessageChangesRole' }, { Ref: 'PublishRole' }],
      PolicyDocument: {
        Statement: [{ Action: 'lambda:InvokeFunction', Resource: CHOSEN.reviewFunctionArn }],
      },
    });
  });
});
