/**
 * Whom a listener on a developer's machine answers besides its own programs. Every page in a browser on that machine can
 * send requests to loopback, and a host name of any site can be made to point there (DNS rebinding).
 */
export interface LocalAccess {
  /**
   * Host names under which the listener is called, without a port. Always allowed are `localhost`, names below it, and IP
   * addresses: no DNS server can make these point elsewhere. Default: none besides.
   */
  readonly allowedHosts?: readonly string[];
  /** Web pages that may call it, by origin: `https://app.example`, or `null` for pages from files. Default: none besides. */
  readonly allowedOrigins?: readonly string[];
}
