import { ChatError, isChatError, type IdGenerator, type Logger } from '@serverless-ws/chat-domain';
import { AttachmentAccess, type AttachmentAccessPorts } from './attachment-access.js';
import { attachmentRequest } from './attachment-request.js';
import type { FileLinks } from './file-links.js';

/** What {@link attachmentHandler} needs. */
export interface AttachmentHandlerPorts extends AttachmentAccessPorts {
  readonly links: FileLinks;
  readonly ids: IdGenerator;
  readonly logger: Logger;
}

/**
 * The event of a function URL, as far as it is read.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export interface HttpEvent {
  /** With names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** What a function URL makes an HTTP response of. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const STATUS: Readonly<Record<string, number>> = {
  ...{ unauthorized: 401, token_expired: 401, forbidden: 403, banned: 403 },
  ...{ 'attachment.too_large': 413, 'attachment.type_refused': 415, rate_limited: 429 },
  ...{ internal: 500, unavailable: 503 },
};

/**
 * Signs links for the users of a chat: `{action: 'upload', room | with, type, size}` becomes `{key, url, headers}`, and
 * `{action: 'download', room | with, key, name}` becomes `{url}`. What fails is `{code, message}`.
 */
export function attachmentHandler(ports: AttachmentHandlerPorts) {
  const access = new AttachmentAccess(ports);
  return async ({ headers, body = '', isBase64Encoded = false }: HttpEvent): Promise<HttpResponse> => {
    try {
      const request = attachmentRequest(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
      const room = await access.roomOf(headers['authorization'], request);
      if (request.action === 'download') {
        if (!isIn(room, request.key)) throw new ChatError('forbidden', 'No file of this room.');
        return response(200, { url: await ports.links.download(request.key, request.name) });
      }
      const key = `${room}/${ports.ids.next()}`;
      return response(200, { key, ...(await ports.links.upload(key, request)) });
    } catch (error) {
      return failure(error, ports.logger);
    }
  };
}

/** A key begins with its room, so that the right to one room opens no file of another. */
function isIn(room: string, key: string): boolean {
  return key.startsWith(`${room}/`) && /^[\w-]+$/.test(key.slice(room.length + 1));
}

function failure(error: unknown, logger: Logger): HttpResponse {
  if (!isChatError(error)) logger.error('no link was signed', error);
  const { code, message } = isChatError(error) ? error : new ChatError('internal', 'Something went wrong.');
  return response(STATUS[code] ?? 400, { code, message });
}

function response(statusCode: number, fields: object): HttpResponse {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { statusCode, headers, body: JSON.stringify(fields) };
}
