import { ApiGatewayManagementApiClient, GetConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { messageOf } from '@serverless-ws/command-line/command.js';
import type { Facts } from '../facts/facts.js';
import { findingsAbout, type Finding } from '../finding.js';

const { ok, warning, failed } = findingsAbout('callback');

/** Of the form of API Gateway's own, and of no connection. */
const NO_CONNECTION = 'AAAAAAAAAAAAAAA=';

/** Whether the functions post to the stage that clients are connected to, and it answers. */
export async function checkCallback({ url, callbackUrl, signing }: Facts): Promise<readonly Finding[]> {
  if (!belongTogether(url, callbackUrl))
    return [
      failed(`functions post to ${callbackUrl || 'nowhere'}, not to the stage of ${url}: deploy again`),
    ];
  const client = new ApiGatewayManagementApiClient({ endpoint: callbackUrl, ...signing, maxAttempts: 2 });
  try {
    await client.send(new GetConnectionCommand({ ConnectionId: NO_CONNECTION }));
    return [failed(`${callbackUrl} knows a connection that there is not: this is no API Gateway`)];
  } catch (error) {
    return [answered(callbackUrl, Object(error).$metadata?.httpStatusCode, messageOf(error))];
  } finally {
    client.destroy();
  }
}

/** 410 and 400 are about the connection alone. */
function answered(callbackUrl: string, status: unknown, why: string): Finding {
  if (status === 410 || status === 400) return ok(`${callbackUrl} answers`);
  if (status === 403)
    return warning(
      `${callbackUrl} answers, and refuses you (403): you lack execute-api:ManageConnections; roles of functions are not looked at`,
    );
  return failed(
    `${callbackUrl} does not answer as @connections does (${String(status ?? why)}): deploy again`,
  );
}

/** The same API and stage; a domain name of the operator's own has no API in it. */
function belongTogether(url: string, callbackUrl: string): boolean {
  if (!URL.canParse(callbackUrl) || !URL.canParse(url)) return false;
  const [client, callback] = [new URL(url), new URL(callbackUrl)];
  return (
    client.host === callback.host &&
    client.pathname.replace(/\/$/, '') === callback.pathname.replace(/\/$/, '')
  );
}
