import { LocalService } from './local-service.js';
import type { Service } from './service.js';
import type { ServiceOptions } from './service-options.js';

/**
 * Starts the WebSocket service of a `serverless.yml` on 127.0.0.1, as it would be deployed.
 * @example
 * ```ts
 * const service = await startService({ file: 'serverless.yml', stage: 'dev' });
 * console.log(service.url);
 * await service.close();
 * ```
 * @throws ServiceError with one line for what the author of the file can change
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  return LocalService.start(options);
}
