const CHAT = ['command-line', 'local-stack'];

/**
 * Which tools a tool may import, by the names of their folders in `tools`; none imports one that imports it. The lint
 * configuration is held against this table by a test.
 */
export const TOOL_RULES: Readonly<Record<string, readonly string[]>> = {
  'command-line': [],
  bundle: ['command-line'],
  template: ['command-line'],
  workspace: ['command-line'],
  cost: ['command-line'],
  publish: ['command-line'],
  bench: ['command-line', 'bundle', 'cost'],
  'local-stack': ['command-line', 'bundle'],
  scenarios: CHAT,
  dev: CHAT,
  chaos: CHAT,
  alarms: [...CHAT, 'template'],
  docs: [
    ...['command-line', 'bundle', 'template', 'workspace', 'publish'],
    ...['cost', 'bench', 'local-stack', 'scenarios', 'dev', 'chaos', 'alarms'],
  ],
};
