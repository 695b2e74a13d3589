/** `disconnectReason` where the peer gave no reason; 1005 as seen on AWS, the others as in RFC 6455. */
const reasons: ReadonlyMap<number, string> = new Map([
  [1000, 'Normal Closure'],
  [1001, 'Going away'],
  [1002, 'Protocol error'],
  [1003, 'Unsupported data'],
  [1005, 'Client-side close frame status not set'],
  [1006, 'Connection closed abnormally'],
  [1007, 'Invalid frame payload data'],
  [1008, 'Policy violation'],
  [1009, 'Message too big'],
]);

/** The reason given, or the default for the code. */
export function closeReason(code: number, given: string): string {
  return given === '' ? (reasons.get(code) ?? '') : given;
}
