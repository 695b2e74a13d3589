/** A request as it came over the wire, byte for character. */
export interface BareRequest {
  readonly head: string;
  readonly body: string;
}

/** The requests in a text, and what is left of the last one. Only bodies with a length are understood. */
export function takeRequests(text: string): {
  readonly requests: readonly BareRequest[];
  readonly rest: string;
} {
  const requests: BareRequest[] = [];
  let rest = text;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { requests, rest };
    const head = rest.slice(0, end);
    const length = /content-length: ?(\d+)/i.exec(head)?.[1] ?? '0';
    const next = end + 4 + Number(length);
    if (rest.length < next) return { requests, rest };
    requests.push({ head, body: rest.slice(end + 4, next) });
    rest = rest.slice(next);
  }
}

/** An answer as API Gateway gives it. */
export function answer(status: string, fields = '', body = ''): string {
  return (
    `HTTP/1.1 ${status}\r\ndate: Thu, 01 Jan 2026 00:00:00 GMT\r\ncontent-length: ${body.length}\r\n` +
    `connection: keep-alive\r\nx-amzn-requestid: 8b0b1c9e-0000-4000-8000-000000000000\r\n${fields}\r\n${body}`
  );
}
