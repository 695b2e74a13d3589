import type { Template, TemplateResource } from './template.js';

const API = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}';

/** A permission for API Gateway to call a function. */
export function permission(SourceArn?: unknown): TemplateResource {
  const properties = {
    FunctionName: 'echo',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    ...(SourceArn !== undefined && { SourceArn }),
  };
  return { Type: 'AWS::Lambda::Permission', Properties: properties };
}

/** An ARN below the API of {@link templateOf}, as a template writes it. */
export const belowApi = (path: string) => ({ 'Fn::Sub': `${API}${path}` });

/** A template with an API, and with more. */
export function templateOf(resources: Readonly<Record<string, TemplateResource>>): Template {
  const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'chat', ProtocolType: 'WEBSOCKET' } };
  return { Resources: { Api, ...resources } };
}

/** A role with one statement. */
export function roleWith(statement: object): Template {
  const PolicyDocument = { Version: '2012-10-17', Statement: [statement] };
  const AssumeRolePolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  };
  const Policies = [{ PolicyName: 'all', PolicyDocument }];
  return templateOf({ Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument, Policies } } });
}
