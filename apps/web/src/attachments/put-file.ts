/** What goes with an upload. */
export interface PutOptions {
  /** Ends the upload. */
  readonly signal: AbortSignal;
  /** Told how much is sent: from 0 to 1. */
  readonly onProgress: (sent: number) => void;
}

/**
 * Sends a file to a link, and resolves with the status of the response.
 * @throws Error with a sentence for the user where there is no response; the reason of the signal where it ended the upload
 */
export type PutFile = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Blob,
  options: PutOptions,
) => Promise<number>;

/** By `XMLHttpRequest`: `fetch` does not tell how much of a request is sent. */
export const putFile: PutFile = (url, headers, body, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress(loaded / total);
    request.onload = () => resolve(request.status);
    request.onerror = () => reject(new Error('The file was not stored: the connection ended. Try again.'));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) reject(signal.reason);
    else request.send(body);
  });
