import type { ClientLimits } from '../client-defaults.js';

/** AWS credentials, in the SDK's own shape. */
export interface MinimalCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Comes with temporary credentials, as every Lambda has. */
  readonly sessionToken?: string;
}

/** Endpoint, Region and credentials of a {@link MinimalDocumentClient}. */
export interface MinimalOptions {
  readonly region: string;
  /** `https://dynamodb.<region>.amazonaws.com`, or a local engine. */
  readonly endpoint: URL;
  /** Called before each try. */
  readonly credentials: () => Promise<MinimalCredentials>;
  /** Default: `CLIENT_DEFAULTS`. */
  readonly limits?: Partial<ClientLimits>;
}

/** Variables of the SDK that this client does not support. */
const NOT_HERE = ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'];

/**
 * Options from Lambda's environment; `AWS_ENDPOINT_URL_DYNAMODB` or `AWS_ENDPOINT_URL` name another endpoint.
 *
 * @throws TypeError for a Region that is missing or isolated, an endpoint that is not a URL, and FIPS or dual-stack
 * endpoints: these need `AWS_ENDPOINT_URL_DYNAMODB`, or the SDK's own client
 */
export function minimalOptions(variables: Readonly<Record<string, string | undefined>>): MinimalOptions {
  const region = variables['AWS_REGION'] ?? '';
  const named = variables['AWS_ENDPOINT_URL_DYNAMODB'] || variables['AWS_ENDPOINT_URL'];
  const unknown = NOT_HERE.find((name) => variables[name]?.toLowerCase() === 'true');
  if (unknown !== undefined && !named)
    throw new TypeError(`${unknown} needs AWS_ENDPOINT_URL_DYNAMODB beside it`);
  const address = named || regional(region);
  if (!URL.canParse(address)) throw new TypeError(`Not an address of DynamoDB: "${address}"`);
  return { region, endpoint: new URL(address), credentials: async () => credentialsIn(variables) };
}

/** @see https://docs.aws.amazon.com/general/latest/gr/ddb.html */
function regional(region: string): string {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region))
    throw new TypeError(`AWS_REGION: not a Region: "${region}"`);
  if (/-iso[a-z]?-|^eusc-/.test(region))
    throw new TypeError(`AWS_REGION: ${region} needs AWS_ENDPOINT_URL_DYNAMODB beside it`);
  return `https://dynamodb.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
}

/**
 * The credentials that Lambda gives a function.
 * @throws TypeError where there are none
 */
export function credentialsIn(variables: Readonly<Record<string, string | undefined>>): MinimalCredentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = variables;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new TypeError('AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is missing');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}
