/** The parts of an error that are logged. */
export interface LoggableError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: LoggableError;
}

/** How many levels of causes are logged. */
const DEPTH = 4;
/** What looks like a JSON Web Token, whole or cut. */
const TOKEN = /eyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g;

/** A text without anything that looks like a token. */
export function withoutTokens(text: string): string {
  return text.replace(TOKEN, '[token]');
}

/**
 * Name, message, stack and causes, and nothing else: errors of the AWS SDK carry requests, responses and items, and
 * with them the texts of messages.
 */
export function loggableError(error: unknown, depth = DEPTH): LoggableError {
  if (!(error instanceof Error)) return { name: 'NotAnError', message: typeof error };
  return {
    name: error.name,
    message: withoutTokens(error.message),
    ...(error.stack !== undefined && { stack: withoutTokens(error.stack) }),
    ...(error.cause !== undefined && depth > 1 && { cause: loggableError(error.cause, depth - 1) }),
  };
}
