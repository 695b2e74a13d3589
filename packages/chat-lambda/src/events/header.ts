/** The two forms in which an event carries headers. */
export interface Headers {
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The value of a header, however the client spelled its name; several lines become one list, as RFC 9110 (5.3) says.
 * @param name - in lower case
 */
export function header({ headers = {}, multiValueHeaders = {} }: Headers, name: string): string | undefined {
  const lines = Object.entries(multiValueHeaders).filter(([key]) => key.toLowerCase() === name);
  if (lines.length > 0) return lines.flatMap(([, values]) => values).join(', ');
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
