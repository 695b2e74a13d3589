import { ChatError } from '@serverless-ws/chat-domain';
import { roomOrUserFields } from '@serverless-ws/chat-protocol';
import * as v from 'valibot';

/** What a file may be. */
export const ATTACHMENT_LIMITS = {
  /** Bytes. */
  size: 10 * 1_024 * 1_024,
  /** None that a browser runs: neither `text/html` nor `image/svg+xml`. */
  types: [
    ...(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const),
    ...(['application/pdf', 'text/plain'] as const),
  ],
  /** UTF-16 code units: three of them fit into the `meta` of a message. */
  name: 100,
} as const;

/** What a message says of each of its files, in `meta.attachments`. */
export interface Attachment {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels of an image: a page reserves its space by them, before it is loaded. */
  readonly width?: number;
  readonly height?: number;
}

const UploadSchema = v.object({
  ...roomOrUserFields,
  action: v.literal('upload'),
  type: v.string(),
  size: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
const DownloadSchema = v.object({
  ...roomOrUserFields,
  action: v.literal('download'),
  key: v.string(),
  // A lone surrogate cannot be in a link.
  name: v.pipe(v.string(), v.maxLength(ATTACHMENT_LIMITS.name), v.regex(/^\P{Cs}*$/u)),
});
const RequestSchema = v.variant('action', [UploadSchema, DownloadSchema]);

/** A link to send a file of this type and of exactly this many bytes to. */
export type UploadRequest = v.InferOutput<typeof UploadSchema>;
/** A link to read the file of a message from. */
export type DownloadRequest = v.InferOutput<typeof DownloadSchema>;
/** What is asked of the handler. */
export type AttachmentRequest = v.InferOutput<typeof RequestSchema>;

/**
 * Reads a request. Whether the user may have what they ask for is for `AttachmentAccess` to say.
 * @throws ChatError `bad_request`, `attachment.too_large`, `attachment.type_refused`
 */
export function attachmentRequest(body: string): AttachmentRequest {
  const { output, success } = v.safeParse(RequestSchema, jsonOf(body));
  if (!success) throw new ChatError('bad_request', 'This is no request for an upload or a download.');
  if (output.action === 'upload') requireAllowed(output);
  return output;
}

function requireAllowed({ type, size }: UploadRequest): void {
  const { types, size: most } = ATTACHMENT_LIMITS;
  if (size > most) throw new ChatError('attachment.too_large', `A file has ${most} bytes at most.`);
  if (!types.some((allowed) => allowed === type))
    throw new ChatError('attachment.type_refused', `A file is one of ${types.join(', ')}.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
