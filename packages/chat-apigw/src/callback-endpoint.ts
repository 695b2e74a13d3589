/**
 * The endpoint of `@connections`: by API id and stage, or by an explicit address for custom domains, VPC endpoints and
 * local gateways. Never taken from the host header of an event, which a client chooses.
 */
export type CallbackAddress = { readonly apiId: string; readonly stage: string } | { readonly url: string };

/** A callback address, parsed once. */
export interface CallbackEndpoint {
  /** As the SDK expects it, without a trailing slash. */
  readonly url: string;
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
  /** The value of the `host` header: with the port where it is not the default one. */
  readonly host: string;
  /** The path before a connection's id. */
  readonly path: string;
}

/**
 * The endpoint of an address.
 *
 * @param region - decides the domain: `amazonaws.com.cn` in China, `amazonaws.com` elsewhere
 * @throws TypeError for anything but an http(s) address without credentials, query or fragment
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function callbackEndpoint(address: CallbackAddress, region: string): CallbackEndpoint {
  const text = 'url' in address ? address.url : managedUrl(address.apiId, address.stage, region);
  const url = parseAddress(text);
  const base = url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
  const secure = url.protocol === 'https:';
  return {
    url: url.origin + base,
    secure,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    host: url.host,
    path: `${base}/@connections/`,
  };
}

function managedUrl(apiId: string, stage: string, region: string): string {
  if (!/^[a-z0-9]+$/.test(apiId) || !/^[\w$-]+$/.test(stage)) {
    throw new TypeError(`Not an API id with a stage: "${apiId}", "${stage}"`);
  }
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://${apiId}.execute-api.${region}.${suffix}/${stage}`;
}

function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain =
    url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`Not a callback address: "${text}" (expected http(s)://host[:port][/stage])`);
  }
  return url;
}
