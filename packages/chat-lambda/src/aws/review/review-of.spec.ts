import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  messageReviewContract,
  testContract,
  type MessageReviewHarness,
  type ReviewAnswer,
} from '@serverless-ws/chat-contracts';
import type { ReviewedMessage } from '@serverless-ws/chat-domain';

import { RequestScope } from '../../logging/request-scope.js';
import { reviewOf } from './review-of.js';

const ARN = 'arn:aws:lambda:eu-west-3:123456789012:function:word-list';
const MESSAGE = {
  kind: 'message',
  room: 'tea',
  sender: { id: 'a', name: 'A' },
  content: { text: 'hi' },
} as const;

function respond(response: ServerResponse, answer: ReviewAnswer): void {
  if (answer === 'silence') return;
  if (answer === 'failure') {
    response.setHeader('X-Amz-Function-Error', 'Unhandled').end('{"errorMessage":"damn"}');
  } else response.end(JSON.stringify('verdict' in answer ? answer.verdict : answer.value));
}

/** The answer that the function gives now. */
let current: ReviewAnswer;

// A review has half a second, which a busy machine may take for an answer that is on its way: it ends where none is.
const { timeout } = AbortSignal;
beforeEach(() => {
  current = { verdict: { verdict: 'accept' } };
  jest
    .spyOn(AbortSignal, 'timeout')
    .mockImplementation((ms) => (current === 'silence' ? timeout(ms) : new AbortController().signal));
});
afterEach(() => void jest.restoreAllMocks());

/** A function behind Lambda's Invoke API. */
async function harness(scope?: RequestScope) {
  const asked: ReviewedMessage[] = [];
  const seen: { readonly url: string | undefined; readonly authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      seen.push({ url: request.url, authorization: request.headers.authorization });
      asked.push(JSON.parse(body).message);
      respond(response, current);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const variables = {
    CHAT_REVIEW_FUNCTION_ARN: ARN,
    AWS_ACCESS_KEY_ID: 'AKID',
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  const { review } = reviewOf(variables, scope) ?? {};
  if (review === undefined) throw new Error('a review that is named is there');
  return {
    ...{ review, seen, asked: () => asked },
    answer: (answer: ReviewAnswer) => void (current = answer),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  } satisfies MessageReviewHarness & { readonly seen: unknown };
}

describe('a review by a function', () => {
  // A limit for hangs, not for speed: the function is called over real sockets.
  testContract(it, messageReviewContract, () => harness(), { timeout: 60_000 });

  it('is a call of that function, in its Region, and of no other', async () => {
    const { review, seen, close } = await harness();
    await review.review(MESSAGE);
    expect(seen).toEqual([
      {
        url: `/2015-03-31/functions/${encodeURIComponent(ARN)}/invocations`,
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-3\/lambda\/aws4_request, /,
        ),
      },
    ]);
    close();
  });

  it('ends with the time of the invocation, and quotes nothing of what it was answered', async () => {
    const scope = new RequestScope();
    const { review, answer, close } = await harness(scope);
    answer('silence');
    await expect(scope.until(Date.now(), () => review.review(MESSAGE))).rejects.toThrow();
    answer('failure');
    const error = await review.review(MESSAGE).catch((reason: unknown) => String(reason));
    expect(error).toContain('has failed');
    expect(error).not.toContain('damn');
    close();
  });

  it('is not there unless it is named', () => {
    expect(reviewOf({})).toBeUndefined();
  });
});
