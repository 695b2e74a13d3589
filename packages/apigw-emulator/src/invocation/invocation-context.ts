/** The part of the Lambda context object that the emulator can provide. */
export interface InvocationContext {
  readonly awsRequestId: string;
  /** Milliseconds until the invocation times out. */
  getRemainingTimeInMillis(): number;
}
