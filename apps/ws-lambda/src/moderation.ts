import { moderationActions } from '@serverless-ws/chat-dispatch';
import { frameHandler } from '@serverless-ws/chat-lambda';
import { awsPorts } from '@serverless-ws/chat-lambda/aws';

/** The function behind `kick`, `ban`, `mute`, `slowMode`, `invite` and `deleteMessage`. */
export const handler = frameHandler(awsPorts(process.env), moderationActions);
