/** Hosts of this machine: a browser trusts them without `https:`, and the policy of the page allows them. */
const LOOPBACK = ['localhost', '127.0.0.1'];

/** Whether the page loads from an address: `https:`, or `http:` on this machine. What comes from elsewhere could be a script. */
export function isSafeAddress(url: unknown): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}
