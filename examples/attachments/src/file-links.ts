import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Clock } from '@serverless-ws/chat-domain';

/** Seconds for which a link is valid: an upload must have begun by then, a download too. */
const EXPIRES_IN = 60;
/** What S3 holds an upload to; the presigner leaves the type out unless told. */
const SIGNED = new Set(['content-type', 'content-length', 'if-none-match', 'host']);

/** Where files are. */
export interface FileLinksDependencies {
  /** With `requestChecksumCalculation: 'WHEN_REQUIRED'`: a link is signed before there is anything to sum up. */
  readonly client: S3Client;
  readonly bucket: string;
  readonly clock: Clock;
}

/** Links to the files of a bucket, signed by its own key: they open one file each, for a minute. */
export class FileLinks {
  readonly #dependencies: FileLinksDependencies;

  constructor(dependencies: FileLinksDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * A link that takes one file: of this type and exactly this many bytes, by `PUT` with the headers that stand beside it.
   * Not twice, so that a file stays what it was when the message was sent.
   */
  async upload(key: string, { type, size }: { readonly type: string; readonly size: number }) {
    const { client, bucket: Bucket } = this.#dependencies;
    const command = new PutObjectCommand({
      ...{ Bucket, Key: key, ContentType: type, ContentLength: size },
      IfNoneMatch: '*',
    });
    const url = await getSignedUrl(client, command, { ...this.#times(), signableHeaders: SIGNED });
    return { url, headers: { 'content-type': type, 'if-none-match': '*' } };
  }

  /**
   * A link that a browser saves the file from, under this name, wherever it leads to it. As the `src` of an image it is
   * shown all the same; what was read stays in the browser's cache, for the same link.
   */
  async download(key: string, name: string): Promise<string> {
    const { client, bucket: Bucket } = this.#dependencies;
    const ResponseContentDisposition = `attachment; filename*=UTF-8''${quoted(name)}`;
    const command = new GetObjectCommand({
      ...{ Bucket, Key: key, ResponseContentDisposition },
      ResponseCacheControl: 'private, max-age=3600, immutable',
    });
    return getSignedUrl(client, command, this.#times());
  }

  #times() {
    return { expiresIn: EXPIRES_IN, signingDate: new Date(this.#dependencies.clock.now()) };
  }
}

/** A name as a header carries it (RFC 8187). */
function quoted(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
