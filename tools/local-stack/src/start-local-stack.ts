import { join } from 'node:path';
import type { Gateway } from '@serverless-ws/apigw-emulator';
import { CommandError } from '@serverless-ws/command-line/command.js';
import {
  isServiceError,
  ownTables,
  readDeployment,
  startService,
  type AwsCall,
  type Deployment,
  type GatewayOddities,
  type InvocationOutcome,
  type LogSink,
  type Service,
} from '@serverless-ws/serverless-local';
import { mintToken } from './token/mint-token.js';
import type { TokenRequest } from './token/token-request.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { bundleChat, Bundles, type Bundle } from './bundles.js';
import { startLocalDatabase, type LocalDatabase } from './local-database.js';
import { localSecret } from './token/local-secret.js';

/** How a local stack is set up; all of it may be left out. */
export interface LocalStackOptions {
  /** Default: any free port. */
  readonly port?: number;
  /** Where the table is kept; in memory without it. */
  readonly dataDir?: string;
  /** Default: `dev`. */
  readonly stage?: string;
  /** Whether large rooms are served by workers behind a queue: the parameter `largeRooms`. Default: as the stage says. */
  readonly queue?: boolean;
  /** Further parameters of the file, as `--param` gives them. */
  readonly params?: Readonly<Record<string, string>>;
  /** What `${env:…}` in the file sees. Default: nothing. Any stage but `prod` gets a new `JWT_SECRET` where none is set. */
  readonly environment?: Environment;
  /** Default: `serverless.yml` of this workspace. */
  readonly serverlessFile?: string;
  /** Whether functions start at their first events, not at once. Default: `false`. For suites that call few of them. */
  readonly coldStart?: boolean;
  /** Makes the bundles that the file names; `null` where they are there already. Default: those of the chat. */
  readonly bundle?: Bundle | null;
  /** What the functions log. Default: silence. */
  readonly log?: LogSink;
  /** Where a function finds the table, given where it is. Default: just there. */
  readonly tableAddress?: (functionName: string, endpoint: string) => string;
  /** Where engines of further services are, by the service's name in signatures. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** What of the gateway is otherwise than on AWS. Default: nothing. */
  readonly gateway?: GatewayOddities;
  /** Told of each event before its function is. */
  readonly onInvoke?: (functionName: string) => void;
  /** Told of each event once its function has responded or failed. */
  readonly onInvoked?: (functionName: string, outcome: InvocationOutcome) => void;
  /** Told of each call that a function's role does not allow. */
  readonly onDenied?: (functionName: string, call: AwsCall) => void;
}

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The whole of the chat on loopback: gateway, functions, table. */
export interface LocalStack {
  /** Where clients connect. */
  readonly url: string;
  /** Where `@connections` is. */
  readonly managementUrl: string;
  /** Where Lambda's Invoke API is, for the key `local` with the secret `local-secret`. */
  readonly invokeUrl: string;
  /** Where the table is: a DynamoDB endpoint. */
  readonly databaseUrl: string;
  /** Where SQS is, for the key `local`; `undefined` where nothing is fed from a queue. */
  readonly queueEndpoint: string | undefined;
  /** What was read from the file. */
  readonly deployment: Deployment;
  readonly gateway: Gateway;
  /** What local tokens are signed with. */
  readonly secret: string;
  /** A token that the stack accepts: for an hour, unless it says otherwise. */
  token(claims: Partial<TokenRequest> & { readonly sub: string }): string;
  /**
   * Deploys sources and file as they are now; clients stay connected. Rejects, and keeps what runs, on a fault.
   *
   * @param params - in the place of those that the stack was started with
   */
  reload(params?: Readonly<Record<string, string>>): Promise<void>;
  /** Kills a function in the middle of what it does; the next event finds it as it was deployed. */
  crash(functionName: string): Promise<void>;
  /** Ends all of it within a second. */
  close(): Promise<void>;
}

/**
 * Starts what `serverless.yml` describes, as deployed: API Gateway, Lambda and DynamoDB on 127.0.0.1.
 * @throws CommandError with one line: a port that is taken, a setting that is missing
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  return start(options).catch(failed);
}

async function start(options: LocalStackOptions): Promise<LocalStack> {
  const { stage = 'dev', onInvoke, log = () => undefined, gateway = {}, tableAddress } = options;
  const secret = localSecret(options.environment ?? {});
  const environment = withSecret(options.environment ?? {}, stage, secret);
  const file = options.serverlessFile ?? join(workspaceRoot, 'serverless.yml');
  const chosen = options.queue === undefined ? {} : { largeRooms: options.queue ? 'queued' : 'inline' };
  const params = { ...options.params, ...chosen };
  const { asked, ...deployment } = readDeployment(file, { stage, environment, params, managementUrl: '' });
  refuseUnknown(environment, asked);
  const bundles = new Bundles(options.bundle === undefined ? bundleChat : options.bundle);
  const database = await startLocalDatabase(ownTables(deployment), options.dataDir);
  const close = async () => {
    await bundles.remove();
    await database.close();
  };
  const service = await startService({
    file,
    stage,
    port: options.port ?? 0,
    params,
    environment,
    endpoints: { ...options.endpoints, dynamodb: database.endpoint },
    queues: 'consumed',
    coldStart: options.coldStart === true,
    build: (functions) => bundles.make(functions),
    log,
    gateway: { ...pagesOf(environment), ...gateway },
    ...(onInvoke !== undefined && { onInvoke }),
    ...(options.onInvoked !== undefined && { onInvoked: options.onInvoked }),
    ...(options.onDenied !== undefined && { onDenied: options.onDenied }),
    ...(tableAddress !== undefined && {
      engineAddress: (name, engine, endpoint) =>
        engine === 'dynamodb' ? tableAddress(name, endpoint) : endpoint,
    }),
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return stackOf(service, database, secret, close);
}

function stackOf(
  service: Service,
  database: LocalDatabase,
  secret: string,
  close: () => Promise<void>,
): LocalStack {
  const { deployment } = service;
  return {
    url: service.url,
    managementUrl: service.managementUrl,
    invokeUrl: service.endpoint,
    databaseUrl: database.endpoint,
    queueEndpoint: deployment.eventSources.length > 0 ? service.endpoint : undefined,
    deployment,
    gateway: service.gateway,
    secret,
    token: ({ sub, ...claims }) =>
      mintToken({ sub, name: sub, roles: [], expiresIn: 3_600, ...claims }, secret),
    reload: (params) => service.reload(params).catch(failed),
    crash: (functionName) => service.crash(functionName),
    close: async () => {
      await service.close();
      await close();
    },
  };
}

/** What is wrong with a service is one line for the person at the keyboard. */
function failed(error: unknown): never {
  if (!isServiceError(error)) throw error;
  const advice = error.code === 'port_unavailable' ? '; --port takes another' : '';
  throw new CommandError(`${error.message}${advice}`, 1);
}

/** What tokens are verified with in the place of a secret. */
const OTHER_KEYS = ['JWT_SECRET_ARN', 'JWT_PUBLIC_KEY', 'JWT_JWKS_URL'];

/** `prod` must be told its secret here as there; a key of another kind is the only one. */
function withSecret(environment: Environment, stage: string, secret: string): Environment {
  const hasKey = OTHER_KEYS.some((name) => environment[name]);
  return stage === 'prod' || hasKey ? environment : { ...environment, JWT_SECRET: secret };
}

/** The local gateway lets in the pages that the chat lets in, and those of this machine. */
function pagesOf({ CHAT_ALLOWED_ORIGINS: origins = '' }: Environment): GatewayOddities {
  return { allowedOrigins: origins.split(/[\s,]+/).filter((origin) => origin !== '') };
}

/** Names of our kind in the shell that the file never asks for: a typing error would otherwise do nothing at all. */
function refuseUnknown(environment: Environment, asked: ReadonlySet<string>): void {
  const unknown = Object.keys(environment).find((name) => /^(JWT|CHAT)_/.test(name) && !asked.has(name));
  if (unknown !== undefined) {
    throw new CommandError(`${unknown} is not a setting that serverless.yml reads`, 1);
  }
}
