import type { ReviewedMessage, ReviewVerdict } from '@serverless-ws/chat-domain';
import { reviewByWords } from './word-list.js';

/** The function: its ARN is `reviewFunctionArn` of the chat. It has half a second; keep it warm, and call nothing slow. */
export async function handler({ message }: { readonly message: ReviewedMessage }): Promise<ReviewVerdict> {
  return reviewByWords(message, { masked: ['damn'], refused: ['slur'] });
}
