/** The part of the Lambda context object that an emulator can fill honestly. */
export interface InvocationContext {
  readonly awsRequestId: string;
  /** Milliseconds until the invocation times out. */
  getRemainingTimeInMillis(): number;
}
