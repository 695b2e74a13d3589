export type { AwsCall, AwsResponse, CallAws } from './call-json.js';
export * from './parse-chat-event.js';
export * from './wire-event.js';
