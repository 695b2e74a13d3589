/** The network identity of the client. */
export interface Identity {
  readonly sourceIp: string;
  /** Absent where the client sent no `User-Agent`. */
  readonly userAgent?: string;
}
