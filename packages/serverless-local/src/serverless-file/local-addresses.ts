/** Where and how a deployment is pictured on this machine. */
export interface LocalAddresses {
  /** Default: the one that the file names, else `dev`. */
  readonly stage?: string | undefined;
  /** What `${env:…}` sees. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The address of `@connections`, which takes the place of AWS's own in the functions' environments. */
  readonly managementUrl: string;
  /** What takes the place of the stage's own `params`, as `--param` does. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  /** What variables come to whose source is not on this machine: `{ 'ssm:/chat/key': '…' }`. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** What references come to whose resource is not on this machine: `{ Topic: '…', 'Topic.Arn': '…' }`. */
  readonly references?: Readonly<Record<string, string>> | undefined;
  /** The address of a queue by its name; without it, references to queues come to nothing. */
  readonly queueUrl?: ((name: string) => string) | undefined;
}
