/** A signed call to `@connections`. */
export interface ManagementCall {
  readonly accessKeyId: string;
  /** The ARN that the IAM action `execute-api:ManageConnections` is about. */
  readonly resource: string;
}

/**
 * Whether a call is allowed; `false` is a 403 `AccessDeniedException`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
 */
export type Permissions = (call: ManagementCall) => boolean;
