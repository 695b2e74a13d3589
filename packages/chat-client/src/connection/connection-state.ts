/** The state of a connection, distinguished by `status`. */
export type ConnectionState =
  /** Waiting for `connect()`. */
  | { readonly status: 'idle' }
  /** Opening a socket. */
  | { readonly status: 'connecting' }
  /** The socket is open; the rooms are being joined and caught up. */
  | { readonly status: 'recovering' }
  /** In all rooms. A planned reconnect is not seen here: it stays `online`. */
  | { readonly status: 'online' }
  /** Cut off for `reason`, for display; the next try is at `retryAt`, in epoch milliseconds, or when the network comes back. */
  | { readonly status: 'offline'; readonly reason: string; readonly retryAt: number }
  /** Ended for good: by `close()`, by a `bye` that forbids to come back, or because a fresh token was refused. */
  | { readonly status: 'closed'; readonly reason: string };

/** The name of a state. */
export type ConnectionStatus = ConnectionState['status'];
