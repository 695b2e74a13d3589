/** What may be compared in a condition, before `…IfExists` and after `ForAllValues:`. */
export type Operator =
  | 'StringEquals'
  | 'StringNotEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringLike'
  | 'StringNotLike'
  | 'ArnEquals'
  | 'ArnLike'
  | 'Bool'
  | 'Null';

/** One line of a statement's `Condition`. */
export interface Condition {
  readonly operator: Operator;
  readonly quantifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
  /** In lower case: `dynamodb:leadingkeys`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a policy, as far as it is about this machine. */
export interface Statement {
  readonly allow: boolean;
  /** Patterns. */
  readonly actions: readonly string[];
  /** Whether {@link actions} are those it is not about. */
  readonly notActions: boolean;
  /** Patterns. */
  readonly resources: readonly string[];
  readonly notResources: boolean;
  readonly conditions: readonly Condition[];
}

/** What a function may do. */
export interface Role {
  readonly statements: readonly Statement[];
  /**
   * Whether the file says all of it. One that stands elsewhere, or that has policies of others, is not enforced but for
   * what it denies.
   */
  readonly complete: boolean;
}

/** What a function is about to do. */
export interface AwsCall {
  /** `dynamodb:GetItem` */
  readonly action: string;
  /** An ARN; `undefined` where the request does not say: then any resource of a statement will do. */
  readonly resource: string | undefined;
  /** What conditions may ask, by key in lower case. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}
