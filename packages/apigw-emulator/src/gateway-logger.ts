/** Receives what the gateway decided. Never receives message texts, header values or secrets. */
export type GatewayLogger = (line: { readonly event: string } & Readonly<Record<string, unknown>>) => void;
