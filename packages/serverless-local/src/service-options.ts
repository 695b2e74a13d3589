import type { GatewayOddities } from './gateway/local-gateway.js';
import type { FunctionSettings } from './lambda-runtime/function-settings.js';
import type { LogSink } from './lambda-runtime/container-thread.js';
import type { AwsCall } from './permissions/statement.js';

/** What a service is started with. Only `file` is required. */
export interface ServiceOptions {
  /** The `serverless.yml`; handlers are found from its folder. */
  readonly file: string;
  /** Default: the one that the file names, else `dev`. */
  readonly stage?: string;
  /** Default: 0, any free one. */
  readonly port?: number;
  /** What comes before the `params` of the file, as `--param` does. */
  readonly params?: Readonly<Record<string, string>>;
  /** What `${env:…}` in the file sees; functions see nothing of it but what the file hands on. Default: `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What variables come to whose source is not on this machine: `{ 'ssm:/chat/key': '…' }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** What references come to whose resource is not on this machine: `{ Topic: '…', 'Topic.Arn': '…' }`. */
  readonly references?: Readonly<Record<string, string>>;
  /**
   * Where local engines are, by the service's name in signatures. The tables of the file are made at `dynamodb`, its
   * queues at `sqs`; without `sqs`, the package `fauxqs` is started for them. Other services are handed on as they are.
   */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Which queues are made: all of the file, or none as long as none feeds a function. Default: `all`. */
  readonly queues?: 'all' | 'consumed';
  /** Whether functions may do only what their roles allow. Default: `enforced`. */
  readonly permissions?: 'enforced' | 'off';
  /**
   * Whether functions start at their first events, as on Lambda. Default: `false`, all that anything calls start at once,
   * and one that does not start is an error then.
   */
  readonly coldStart?: boolean;
  /** Makes the handlers' files, at the start and at each {@link Service.reload}. Default: they are there already. */
  readonly build?: (functions: readonly FunctionSettings[]) => Promise<ServiceBuild>;
  /** What the functions log, and what they were denied. Default: standard output, after the function's name. */
  readonly log?: LogSink;
  /** Told of each event before its function is. */
  readonly onInvoke?: (functionName: string) => void;
  /** Told of each event once its function has responded or failed. */
  readonly onInvoked?: (functionName: string, outcome: InvocationOutcome) => void;
  /** Told of each call that a role does not allow. */
  readonly onDenied?: (functionName: string, call: AwsCall) => void;
  /** Where a function finds an engine, given where it is. Default: just there. For tests that put something between. */
  readonly engineAddress?: (functionName: string, service: string, endpoint: string) => string;
  /** What of the gateway is otherwise than on AWS. Default: nothing. */
  readonly gateway?: GatewayOddities;
}

/** What became of an invocation. */
export interface InvocationOutcome {
  /** From the event to the response; time in which no container was free counts too. */
  readonly milliseconds: number;
  /** Whether the handler threw, or its container died. */
  readonly failed: boolean;
}

/** Functions with the files of one build. */
export interface ServiceBuild {
  readonly functions: readonly FunctionSettings[];
  /** Takes its files away, once nothing runs from them any more. */
  remove(): Promise<void>;
}
