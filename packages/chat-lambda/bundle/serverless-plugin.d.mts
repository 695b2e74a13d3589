/**
 * A plugin of `serverless.yml`, for the Serverless Framework v4 and osls: bundles each function whose handler is in a
 * folder `dist` from its source in the folder `src` beside it, and adds the bundle to the function's package. Takes
 * tables out of the template that exist already.
 */
export default class ChatBundlePlugin {
  readonly hooks: Readonly<Record<string, () => Promise<void>>>;
  constructor(
    serverless: unknown,
    options: unknown,
    utilities: { readonly log: { notice(message: string): void; warning(message: string): void } },
  );
}
