import { computed } from '@serverless-ws/serverless-local';

/** A made-up account, as CloudFormation would see it. */
export const DEPLOYED: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-central-1',
  'AWS::AccountId': '111111111111',
  'AWS::URLSuffix': 'amazonaws.com',
  WebsocketsApi: 'abcdef1234',
  AuthorizerWebsocketsAuthorizer: 'auth56',
};

/**
 * A text of a template, as CloudFormation would compute it while deploying to that account. Every other resource is
 * referred to by its logical id.
 */
export function deployedValue(value: unknown): string {
  return computed(value, (name) => DEPLOYED[name] ?? name, 'template') ?? '';
}
