import type { AwsRequest } from './aws-request.js';

/** An error as a service of AWS says it. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The namespaces in which services name their errors. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dynamodb: 'com.amazon.coral.service#',
  sqs: 'com.amazon.coral.service#',
};

/** An error in the protocol in which the request was made: JSON, or XML for services of the older one. */
export function refusal(asked: AwsRequest | undefined, code: string, message: string): Refusal {
  if (asked?.isXml === true) {
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`;
    return { status: 403, headers: { 'Content-Type': 'text/xml' }, body };
  }
  const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-ErrorType': code };
  // SQS keeps the codes of its older protocol: the SDK takes the error's name from this header.
  const isQueue = asked?.service === 'sqs';
  const query = isQueue ? { 'x-amzn-query-error': `${code.replace(/Exception$/, '')};Sender` } : {};
  const namespace = NAMESPACES[asked?.service ?? ''] ?? '';
  const body = JSON.stringify({ __type: `${namespace}${code}`, Message: message, message });
  return {
    status: isQueue || asked?.service === 'lambda' ? 403 : 400,
    headers: { ...headers, ...query },
    body,
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
