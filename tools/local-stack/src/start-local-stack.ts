import { join } from 'node:path';
import type { Gateway } from '@serverless-ws/apigw-emulator';
import { CommandError } from '@serverless-ws/command-line/command.js';
import {
  connectRoutes,
  EventSources,
  isServiceError,
  LocalFunctions,
  openGateway,
  readDeployment,
  type Deployment,
  type GatewayOddities,
  type Invoke,
  type LocalAddresses,
  type LogSink,
} from '@serverless-ws/serverless-local';
import { mintToken } from './token/mint-token.js';
import type { TokenRequest } from './token/token-request.js';
import { workspaceRoot } from '@serverless-ws/command-line/workspace-root.js';
import { bundleChat, Bundles, type Build, type Bundle } from './bundles.js';
import { developmentSecret } from './development-secret.js';
import { startLocalDatabase, type LocalDatabase } from './local-database.js';

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
  /** What `${env:…}` in the file sees. Default: nothing. Any stage but `prod` gets a `JWT_SECRET` where none is set. */
  readonly environment?: Environment;
  /** Default: `serverless.yml` of this workspace. */
  readonly serverlessFile?: string;
  /** Makes the bundles that the file names; `null` where they are there already. Default: those of the chat. */
  readonly bundle?: Bundle | null;
  /** What the functions log. Default: silence. */
  readonly log?: LogSink;
  /** Where a function finds the table, given where it is. Default: just there. */
  readonly tableAddress?: (functionName: string, endpoint: string) => string;
  /** What of the gateway is otherwise than on AWS. Default: nothing. */
  readonly gateway?: GatewayOddities;
  /** Told of each event before its function is. */
  readonly onInvoke?: (functionName: string) => void;
}

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The whole of the chat on loopback: gateway, functions, table. */
export interface LocalStack {
  /** Where clients connect. */
  readonly url: string;
  /** Where `@connections` is. */
  readonly managementUrl: string;
  /** Where the table is: a DynamoDB endpoint. */
  readonly databaseUrl: string;
  /** Where SQS is; `undefined` where nothing is fed from a queue. */
  readonly queueEndpoint: string | undefined;
  /** What was read from the file. */
  readonly deployment: Deployment;
  readonly gateway: Gateway;
  /** What local tokens are signed with. */
  readonly secret: string;
  /** A token that the stack accepts: for an hour, unless it says otherwise. */
  token(claims: Partial<TokenRequest> & { readonly sub: string }): string;
  /** Deploys sources and file as they are now; clients stay connected. Rejects, and keeps what runs, on a fault. */
  reload(): Promise<void>;
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
  const { stage = 'dev', onInvoke, log = () => undefined } = options;
  const environment = withSecret(options.environment ?? {}, stage);
  const read = reader(options, stage, environment);
  const first = read({ managementUrl: '' });
  refuseUnknown(environment, first.asked);

  const { apiId, routeSelectionExpression, tables } = first;
  const place = { stage, apiId, port: options.port ?? 0, routeSelectionExpression };
  const gateway = await openGateway({ ...options.gateway, ...place });
  const functions = new LocalFunctions(log);
  const bundles = new Bundles(options.bundle === undefined ? bundleChat : options.bundle);
  const invoke: Invoke = (name, event) => {
    onInvoke?.(name);
    return functions.invoke(name, event);
  };
  let database: LocalDatabase | undefined;
  let sources: EventSources | undefined;
  let running: Build | undefined;
  const close = async () => {
    await gateway.close();
    // Whoever asks the database first, then the database.
    await Promise.all([sources?.close(), functions.stop(), bundles.remove()]);
    await database?.close();
  };
  const deploy = async ({ endpoint }: LocalDatabase, eventSources: EventSources) => {
    const deployment = read({ managementUrl: gateway.managementUrl, queueUrl: eventSources.url });
    const local = (name: string) => ({
      AWS_ENDPOINT_URL_DYNAMODB: options.tableAddress?.(name, endpoint) ?? endpoint,
      ...(eventSources.endpoint !== undefined && { AWS_ENDPOINT_URL_SQS: eventSources.endpoint }),
    });
    const build = await bundles.make(deployment.functions);
    const settings = build.functions.map((one) => ({
      ...one,
      environment: { ...local(one.name), ...one.environment },
    }));
    const { replaced } = await functions.deploy(settings).catch(async (error: unknown) => {
      await build.remove();
      throw error;
    });
    const previous = running;
    running = build;
    // What cannot be taken away now is taken away in the end.
    void replaced.then(() => previous?.remove()).catch(() => undefined);
    connectRoutes(gateway, deployment, invoke);
    eventSources.connect(deployment.eventSources);
    return deployment;
  };
  try {
    const opened = (database = await startLocalDatabase(tables, options.dataDir));
    const queues = (sources = await EventSources.open(first, { invoke, log }));
    const deployment = await deploy(opened, queues);
    const secret = developmentSecret(environment);
    return {
      url: gateway.url,
      managementUrl: gateway.managementUrl,
      databaseUrl: opened.endpoint,
      queueEndpoint: queues.endpoint,
      deployment,
      gateway,
      secret,
      token: ({ sub, ...claims }) =>
        mintToken({ sub, name: sub, roles: [], expiresIn: 3_600, ...claims }, secret),
      reload: async () => void (await deploy(opened, queues).catch(failed)),
      crash: (functionName) => functions.crash(functionName),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What is wrong with a service is one line for the person at the keyboard. */
function failed(error: unknown): never {
  if (!isServiceError(error)) throw error;
  const advice = error.code === 'port_unavailable' ? '; --port takes another' : '';
  throw new CommandError(`${error.message}${advice}`, 1);
}

/** Reads the file as it is now, for a gateway and queues that are somewhere. */
function reader(
  { serverlessFile, queue, params }: LocalStackOptions,
  stage: string,
  environment: Environment,
) {
  const path = serverlessFile ?? join(workspaceRoot, 'serverless.yml');
  const chosen = queue === undefined ? {} : { largeRooms: queue ? 'queued' : 'inline' };
  return (at: Pick<LocalAddresses, 'managementUrl' | 'queueUrl'>): Deployment =>
    readDeployment(path, { ...at, stage, environment, params: { ...params, ...chosen } });
}

/** `prod` must be told its secret here as there. */
function withSecret(environment: Environment, stage: string): Environment {
  return stage === 'prod' ? environment : { ...environment, JWT_SECRET: developmentSecret(environment) };
}

/** Names of our kind in the shell that the file never asks for: a typing error would otherwise do nothing at all. */
function refuseUnknown(environment: Environment, asked: ReadonlySet<string>): void {
  const unknown = Object.keys(environment).find((name) => /^(JWT|CHAT)_/.test(name) && !asked.has(name));
  if (unknown !== undefined) {
    throw new CommandError(`${unknown} is not a setting that serverless.yml reads`, 1);
  }
}
