/** The part of a WebSocket that the client needs. */
export interface ChatSocket {
  /** MUST NOT throw in any state of the socket. */
  send(text: string): void;
  /** Ends it in any state. MUST NOT throw; no event MUST follow but `closed`. */
  close(): void;
}

/** The events of a socket. Implementations MUST call `closed` exactly once, also when it never opened. */
export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  /** `status`: the HTTP status that rejected the handshake, where it is known; browsers hide it. */
  closed(code: number, status?: number): void;
}

/** The address to connect to, and the token. */
export interface SocketAddress {
  readonly url: string;
  readonly token: string;
}

/** Begins to open a socket. Events MUST NOT come before this has returned. */
export type OpenSocket = (address: SocketAddress, events: SocketEvents) => ChatSocket;
