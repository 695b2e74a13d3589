/**
 * Whether a stage of a template writes access logs: settings without a condition, or with one that compares two texts.
 *
 * @param template - of CloudFormation
 */
export function hasAccessLogs(template: object): boolean;

/** Where API Gateway is asked: `credentials` and `endpoint` as its client takes them. */
export interface Account {
  readonly region: string;
  readonly credentials?: object;
  readonly endpoint?: string;
}

/**
 * What an account lacks for access logs: API Gateway writes all logs of an account and Region with one role.
 *
 * @returns one line: what is `missing`, or why that is `unknown`; neither where nothing is
 */
export function logRoleProblem(
  account: Account,
): Promise<{ readonly missing?: string; readonly unknown?: string }>;
