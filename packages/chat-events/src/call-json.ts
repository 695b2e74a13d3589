import { ChatError } from '@serverless-ws/chat-domain';

/** A call of a JSON API of AWS, without the signature. */
export interface AwsCall {
  /** As its signatures name it. */
  readonly service: 'sqs' | 'events';
  /** `content-type` and `x-amz-target`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a service responds. */
export interface AwsResponse {
  readonly status: number;
  readonly body: string;
}

/**
 * Signs a call and makes it: `POST /` of the service's endpoint in a Region. Rejects where there is no response in time. May
 * try again what failed. `eventSinkOf` of `@serverless-ws/chat-lambda/aws` has one, by Node's own HTTP.
 */
export type CallAws = (call: AwsCall) => Promise<AwsResponse>;

/**
 * Makes a call, and reads its response.
 * @throws ChatError `unavailable` for a call that fails, or a status other than 200
 */
export async function callJson(call: CallAws, request: AwsCall): Promise<unknown> {
  const target = request.headers['x-amz-target'];
  const response = await call(request).catch((cause: unknown) => {
    throw new ChatError('unavailable', `${target} did not respond.`, { cause });
  });
  if (response.status !== 200) {
    // What it says of itself; no text of a message is in that.
    const cause = new Error(`${target} responded with ${response.status}: ${response.body.slice(0, 300)}`);
    throw new ChatError('unavailable', 'The target of events takes nothing.', { cause });
  }
  return JSON.parse(response.body);
}
