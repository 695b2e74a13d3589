/** One WebSocket, as far as the client needs one. */
export interface ChatSocket {
  /** MUST NOT throw, whatever state the socket is in. */
  send(text: string): void;
  /** Ends it in any state. MUST NOT throw; no event MUST follow but `closed`. */
  close(): void;
}

/** What happens to a socket. Implementations MUST call `closed` exactly once, also when it never opened. */
export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  /** `status`: the HTTP status that refused the handshake, where that can be told; browsers hide it. */
  closed(code: number, status?: number): void;
}

/** Where to connect, and as whom. */
export interface SocketAddress {
  readonly url: string;
  readonly token: string;
}

/** Begins to open a socket. Events MUST NOT come before this has returned. */
export type OpenSocket = (address: SocketAddress, events: SocketEvents) => ChatSocket;
