/** The account of this machine. */
export const ACCOUNT = '123456789012';
/** The Region of this machine. */
export const REGION = 'us-east-1';
/** The id of the API on this machine. In addresses, that of the local gateway takes its place. */
export const API_ID = 'localchat';

/** What references come to that every template has; the API is called `WebsocketsApi` by the framework. */
export const PSEUDO: ReadonlyMap<string, string> = new Map([
  ['WebsocketsApi', API_ID],
  ['AWS::Region', REGION],
  ['AWS::AccountId', ACCOUNT],
  ['AWS::Partition', 'aws'],
  ['AWS::URLSuffix', 'amazonaws.com'],
]);
