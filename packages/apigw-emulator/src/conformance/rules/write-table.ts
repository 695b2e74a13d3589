// Writes the conformance table into the README, between its two comments; run by `npm run conformance-table`.
import { readFileSync, writeFileSync } from 'node:fs';
import { conformanceTable } from './conformance-table.js';

const readme = new URL('../../../README.md', import.meta.url);
const [before = '', , after = ''] = readFileSync(readme, 'utf8').split(/<!-- (?:table|\/table) -->/);
writeFileSync(readme, `${before}<!-- table -->\n\n${conformanceTable()}\n\n<!-- /table -->${after}`);
