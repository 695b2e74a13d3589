/** What a log line may carry. MUST NOT hold a token or the text of a message. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Structured logs. An implementation MUST NOT throw and MUST NOT block the caller. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `error` is logged with its name, message, stack and causes. */
  error(message: string, error: unknown, fields?: LogFields): void;
}
