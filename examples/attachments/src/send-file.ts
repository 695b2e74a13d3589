import type { Receipt, Room } from '@serverless-ws/chat-client';
import type { Attachment, DownloadRequest, UploadRequest } from './attachment-request.js';

/** How a page reaches the handler. */
export interface FileSender {
  /** The URL of the function that signs. */
  readonly signUrl: string;
  /** As the `getToken` of the client. */
  readonly getToken: () => string | Promise<string>;
}

/** What the handler signs for an upload. */
interface Upload {
  readonly key: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Uploads a file, then sends it into a room: a message whose `meta` says where the file is. Nothing is sent where the
 * upload fails.
 * @throws Error with what the handler or the store said
 */
export async function sendFile(room: Room, file: File, sender: FileSender, text = ''): Promise<Receipt> {
  const { name, type, size } = file;
  const asked: UploadRequest = { action: 'upload', ...placeOf(room), type, size };
  const { key, url, headers }: Upload = await sign(asked, sender);
  const stored = await fetch(url, { method: 'PUT', headers, body: file });
  if (!stored.ok) throw new Error(`The file was not stored: ${stored.status}`);
  const attachment: Attachment = { key, name: name.slice(0, 100), type, size };
  return room.send(text, { meta: { attachments: [attachment] } });
}

/** A link to the file of a message, valid for a minute. @throws Error with what the handler said */
export async function linkTo(room: Room, { key, name }: Attachment, sender: FileSender): Promise<string> {
  const asked: DownloadRequest = { action: 'download', ...placeOf(room), key, name };
  const { url }: { readonly url: string } = await sign(asked, sender);
  return url;
}

/** The attachments of a message, as far as they look like some: `meta` is what its sender wrote. */
export function attachmentsOf(meta: Readonly<Record<string, unknown>> | undefined): readonly Attachment[] {
  const list: unknown = meta?.['attachments'];
  return Array.isArray(list) ? list.filter(isAttachment) : [];
}

function isAttachment(value: unknown): value is Attachment {
  if (typeof value !== 'object' || value === null) return false;
  const { key, name, type, size }: Partial<Record<keyof Attachment, unknown>> = value;
  return [key, name, type].every((field) => typeof field === 'string') && typeof size === 'number';
}

/** A room as the handler takes it: that of `client.direct('bob')` is called `@bob`. */
function placeOf({ name }: Room): { readonly room: string } | { readonly with: string } {
  return name.startsWith('@') ? { with: name.slice(1) } : { room: name };
}

async function sign(asked: object, { signUrl, getToken }: FileSender) {
  const headers = { authorization: `Bearer ${await getToken()}` };
  const response = await fetch(signUrl, { method: 'POST', headers, body: JSON.stringify(asked) });
  const signed = await response.json();
  if (!response.ok) throw new Error(signed.message);
  return signed;
}
