import type { Gateway, ManagementCall } from '@serverless-ws/apigw-emulator';
import { ownerOf } from './endpoint/credentials.js';
import { makeTables } from './endpoint/make-tables.js';
import { openServiceEndpoint, type ServiceEndpoint } from './endpoint/service-endpoint.js';
import { connectRoutes, openGateway } from './gateway/local-gateway.js';
import { LocalFunctions } from './lambda-runtime/local-functions.js';
import { locateHandler } from './lambda-runtime/locate-handler.js';
import { InvokeApi } from './invoke/invoke-api.js';
import { EventSources } from './local-queue/event-sources.js';
import { queueUrl } from './local-queue/queue-url.js';
import { isAllowed } from './permissions/is-allowed.js';
import { refuseUnreadable } from './permissions/refuse-unreadable.js';
import type { AwsCall, Role } from './permissions/statement.js';
import { ownTables, type Deployment } from './serverless-file/deployment.js';
import type { LocalAddresses } from './serverless-file/local-addresses.js';
import { readDeployment } from './serverless-file/read-deployment.js';
import { inFile } from './service-error.js';
import type { ServiceBuild, ServiceOptions } from './service-options.js';
import type { Service } from './service.js';

/** What may be done where roles are not enforced. */
const UNBOUND: Role = { statements: [], complete: false };

/** The parts of a service that a new deployment finds running. */
interface Parts {
  readonly gateway: Gateway;
  readonly sources: EventSources;
  readonly endpoint: ServiceEndpoint;
}

/** A running service: made of a gateway, functions, queues, and one endpoint for all else. */
export class LocalService implements Service {
  readonly #options: ServiceOptions;
  readonly #functions: LocalFunctions;
  readonly #closers: (() => Promise<unknown>)[] = [];
  #deployment: Deployment;
  #params: ServiceOptions['params'];
  #build: ServiceBuild | undefined;
  #parts: Parts | undefined;

  private constructor(options: ServiceOptions) {
    this.#options = options;
    this.#params = options.params;
    this.#functions = new LocalFunctions(this.#log, options.coldStart);
    this.#deployment = this.#read({ managementUrl: '' });
  }

  /** @throws ServiceError with one line; then nothing runs any more */
  static async start(options: ServiceOptions): Promise<LocalService> {
    const service = new LocalService(options);
    try {
      service.#parts = await service.#open(service.#deployment);
      await service.#deploy();
      return service;
    } catch (error) {
      await service.close();
      throw inFile(error, options.file);
    }
  }

  get url(): string {
    return this.gateway.url;
  }

  get managementUrl(): string {
    return this.gateway.managementUrl;
  }

  get endpoint(): string {
    return this.#running.endpoint.url;
  }

  get gateway(): Gateway {
    return this.#running.gateway;
  }

  get deployment(): Deployment {
    return this.#deployment;
  }

  async invoke(functionName: string, event: unknown): Promise<unknown> {
    const { onInvoke, onInvoked } = this.#options;
    onInvoke?.(functionName);
    const start = performance.now();
    const ended = (failed: boolean) =>
      onInvoked?.(functionName, { milliseconds: performance.now() - start, failed });
    const response = this.#functions.invoke(functionName, event);
    response.then(
      () => ended(false),
      () => ended(true),
    );
    return response;
  }

  async crash(functionName: string): Promise<void> {
    await this.#functions.crash(functionName);
  }

  async reload(params = this.#params): Promise<void> {
    const before = this.#params;
    this.#params = params;
    try {
      await this.#deploy();
    } catch (error) {
      this.#params = before;
      throw inFile(error, this.#options.file);
    }
  }

  async #deploy(): Promise<void> {
    const { gateway, sources, endpoint } = this.#running;
    const queues =
      sources.endpoint === undefined ? undefined : (name: string) => queueUrl(endpoint.url, name);
    const deployment = this.#read({ managementUrl: gateway.managementUrl, queueUrl: queues });
    if (this.#isEnforced) refuseUnreadable(deployment);
    const build = await this.#built(deployment);
    const settings = build.functions.map((one) => ({
      ...one,
      environment: { ...this.#endpoints(), ...one.environment },
    }));
    const { replaced } = await this.#functions.deploy(settings).catch(async (error: unknown) => {
      await build.remove();
      throw error;
    });
    const previous = this.#build;
    this.#build = build;
    this.#deployment = deployment;
    // What cannot be taken away now is left to the operating system.
    void replaced.then(() => previous?.remove()).catch(() => undefined);
    connectRoutes(gateway, deployment, (name, event) => this.invoke(name, event));
    sources.connect(deployment.eventSources);
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
    await this.#build?.remove();
  }

  /** Opens what is there before functions are, since these must know its addresses. */
  async #open({ apiId, stage, routeSelectionExpression, ...first }: Deployment): Promise<Parts> {
    const { port = 0, endpoints = {}, gateway: oddities, queues = 'all' } = this.#options;
    if (endpoints['dynamodb'] !== undefined) await makeTables(endpoints['dynamodb'], ownTables(first));
    const endpoint = await openServiceEndpoint({
      engineOf: (service, functionName) => this.#engineOf(service, functionName),
      role: (functionName) => this.#role(functionName),
      tables: () => this.#deployment.tables,
      invokeApi: new InvokeApi({
        functions: () => this.#deployment.functions,
        invoke: (name, event) => this.invoke(name, event),
        onFault: (name, line) => this.#log(name, `${line}\n`),
      }),
      onDenied: (functionName, call) => this.#denied(functionName, call),
    });
    this.#closers.push(() => endpoint.close());
    const wanted = queues === 'all' || first.eventSources.length > 0 ? first.queues : [];
    const sources = await EventSources.open(wanted, {
      endpoint: endpoints['sqs'],
      invoke: (name, event) => this.invoke(name, event),
      log: this.#log,
    });
    // Those who ask first, then those who answer.
    this.#closers.push(() => Promise.all([sources.close(), this.#functions.stop()]));
    const place = { port, stage, apiId, routeSelectionExpression };
    const permissions = (call: ManagementCall) => this.#maySend(call);
    const gateway = await openGateway({ ...oddities, ...place, permissions });
    this.#closers.push(() => gateway.close());
    return { gateway, sources, endpoint };
  }

  get #running(): Parts {
    if (this.#parts === undefined) throw new Error('the service has not started');
    return this.#parts;
  }

  get #isEnforced(): boolean {
    return this.#options.permissions !== 'off';
  }

  readonly #log = (functionName: string, text: string): void => {
    const { log = (name: string, line: string) => process.stdout.write(`${name}: ${line}`) } = this.#options;
    log(functionName, text);
  };

  #read(addresses: Pick<LocalAddresses, 'managementUrl' | 'queueUrl'>): Deployment {
    const { file, environment = process.env, stage, values, references } = this.#options;
    return readDeployment(file, {
      ...addresses,
      ...{ environment, stage, params: this.#params, values, references },
    });
  }

  async #built({ functions }: Deployment): Promise<ServiceBuild> {
    const { build } = this.#options;
    const made =
      build === undefined ? { functions, remove: () => Promise.resolve() } : await build(functions);
    try {
      return { functions: made.functions.map(locateHandler), remove: () => made.remove() };
    } catch (error) {
      await made.remove();
      throw error;
    }
  }

  /** Where the SDKs of AWS look for a service. */
  #endpoints(): Readonly<Record<string, string>> {
    const { endpoint, sources } = this.#running;
    return {
      AWS_ENDPOINT_URL: endpoint.url,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint.url,
      ...(sources.endpoint !== undefined && { AWS_ENDPOINT_URL_SQS: endpoint.url }),
    };
  }

  #engineOf(service: string, functionName: string | undefined): string | undefined {
    const { endpoints = {}, engineAddress } = this.#options;
    const engine = service === 'sqs' ? this.#parts?.sources.endpoint : endpoints[service];
    if (engine === undefined || functionName === undefined) return engine;
    return engineAddress?.(functionName, service, engine) ?? engine;
  }

  #role(functionName: string): Role | undefined {
    const role = this.#deployment.roles.get(functionName);
    return role === undefined || this.#isEnforced ? role : UNBOUND;
  }

  #maySend({ accessKeyId, resource }: ManagementCall): boolean {
    const owner = ownerOf(accessKeyId);
    if (owner === null) return true;
    const role = owner === undefined ? undefined : this.#role(owner);
    const call: AwsCall = { action: 'execute-api:ManageConnections', resource, context: {} };
    if (owner === undefined || role === undefined) return false;
    if (isAllowed(role, call)) return true;
    this.#denied(owner, call);
    return false;
  }

  #denied(functionName: string, call: AwsCall): void {
    this.#log(functionName, `denied: its role lacks ${call.action} on ${call.resource ?? 'any resource'}\n`);
    this.#options.onDenied?.(functionName, call);
  }
}
