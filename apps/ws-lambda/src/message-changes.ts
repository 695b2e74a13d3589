import { messageChangeActions } from '@serverless-ws/chat-dispatch';
import { frameHandler } from '@serverless-ws/chat-lambda';
import { awsPorts } from '@serverless-ws/chat-lambda/aws';

/** The function behind `editMessage`, `react` and `report`. */
export const handler = frameHandler(awsPorts(process.env), messageChangeActions);
