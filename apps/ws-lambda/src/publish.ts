import { publishHandler } from '@serverless-ws/chat-lambda';
import { publishPorts } from '@serverless-ws/chat-lambda/aws';

/** The function that backends publish with: called by IAM, by EventBridge, and from a queue; by no client. */
export const handler = publishHandler(publishPorts(process.env));
