/** Who the client is on the wire. */
export interface Identity {
  readonly sourceIp: string;
  /** Absent where the client sent no `User-Agent`. */
  readonly userAgent?: string;
}
