/** Code whose tests are tested, in one run of Stryker. */
export interface MutationArea {
  readonly name: string;
  /** The folder of the project, from the workspace's root. */
  readonly project: string;
  /** What is mutated: globs in the project. */
  readonly mutate: readonly string[];
  /** The specs that have to notice: globs in the project. */
  readonly specs: readonly string[];
}

/** One area for each part, so that a change makes only its own part run again. */
export const MUTATION_AREAS: readonly MutationArea[] = [
  {
    name: 'signer',
    project: 'packages/chat-apigw',
    mutate: ['src/signing/*.ts'],
    specs: ['src/signing/*.spec.ts'],
  },
  {
    name: 'protocol',
    project: 'packages/chat-protocol',
    mutate: ['src/**/*.ts'],
    specs: ['src/**/*.spec.ts'],
  },
  useCases('use-cases', '*'),
  useCases('fan-out', 'fan-out/*'),
  useCases('log', 'log/*'),
  useCases('moderation', 'moderation/*'),
];

/** Any spec of the use cases may notice a mutant in one of them. The long simulation stays out: it runs for 40 s. */
function useCases(name: string, files: string): MutationArea {
  return {
    name,
    project: 'packages/chat-domain',
    mutate: [`src/use-cases/${files}.ts`],
    specs: ['src/use-cases/**/*.spec.ts', 'src/create-*.spec.ts'],
  };
}
