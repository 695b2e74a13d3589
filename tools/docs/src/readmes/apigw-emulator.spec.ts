import { describe, expect, it } from '@jest/globals';
import { loadSource, textOf } from './source-file.js';

const SOURCES = 'packages/apigw-emulator/src/conformance';
const readme = textOf('packages/apigw-emulator/README.md');

/** A file as a stranger would write it. */
function published(path: string): string {
  return textOf(`${SOURCES}/${path}`)
    .replaceAll(/^export /gm, '')
    .replace('../../index.js', '@serverless-ws/apigw-emulator');
}

describe('the README of apigw-emulator', () => {
  it.each(['examples/echo.ts', 'examples/in-a-test.ts'])('has the text of %s', (path) => {
    expect(readme).toContain(`\`\`\`ts\n${published(path)}\`\`\``);
  });

  it('has the table of all rules', async () => {
    const { conformanceTable } = (await loadSource(`${SOURCES}/rules/conformance-table.ts`)) as {
      conformanceTable(): string;
    };
    const squeezed = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
    expect(squeezed(readme)).toContain(squeezed(conformanceTable()));
  });
});
