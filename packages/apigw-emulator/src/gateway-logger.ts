/**
 * Receives what the gateway decided, and what handlers and the authorizer threw, unchanged, in `error`. The gateway itself
 * adds no message texts, header values or secrets.
 */
export type GatewayLogger = (line: { readonly event: string } & Readonly<Record<string, unknown>>) => void;
