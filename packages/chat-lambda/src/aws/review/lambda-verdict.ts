import type { MessageContent, ReviewedMessage, ReviewVerdict } from '@serverless-ws/chat-domain';

import type { Variables } from '../../settings/environment.js';
import { signedPost } from '../signed-post.js';

/** The function that decides, and how long it has. */
export interface LambdaReviewCall {
  /** Its whole ARN. */
  readonly arn: string;
  /** `process.env`; `AWS_ENDPOINT_URL_LAMBDA` or `AWS_ENDPOINT_URL` lead to a local one. */
  readonly variables: Variables;
  /** Milliseconds. */
  readonly within: number;
}

/**
 * Asks a function about a message: its event is `{message}`, its result the verdict.
 * Rejects where it does not decide in time, fails, or responds with what is no verdict; no error quotes a text.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function lambdaVerdict(
  message: ReviewedMessage,
  { arn, variables, within }: LambdaReviewCall,
): Promise<ReviewVerdict> {
  const { status, headers, body } = await signedPost({
    ...{ service: 'lambda', region: arn.split(':')[3] ?? '', variables },
    path: `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message }),
    signal: AbortSignal.timeout(within),
  });
  const failure = headers['x-amz-function-error'];
  if (status !== 200) throw new Error(`Lambda responded with ${status}`);
  if (failure !== undefined) throw new Error(`the function that reviews has failed: ${String(failure)}`);
  const verdict = verdictIn(body);
  if (verdict === null) throw new Error('the function that reviews responded with no verdict');
  return verdict;
}

function verdictIn(body: Buffer): ReviewVerdict | null {
  const { verdict, content, reason } = fieldsIn(body);
  if (verdict === 'accept') return { verdict };
  if (verdict === 'reject' && typeof reason === 'string') return { verdict, reason };
  return verdict === 'replace' && isContent(content) ? { verdict, content } : null;
}

/** The types of its fields: what texts and ids may hold is the domain's to check. */
function isContent(value: unknown): value is MessageContent {
  if (typeof value !== 'object' || value === null) return false;
  const { text, meta = {}, mentions = [] }: { readonly [Key in keyof MessageContent]?: unknown } = value;
  const isList = Array.isArray(mentions) && mentions.every((one) => typeof one === 'string');
  return (
    typeof text === 'string' && typeof meta === 'object' && meta !== null && !Array.isArray(meta) && isList
  );
}

function fieldsIn(body: Buffer): { readonly [field: string]: unknown } {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
