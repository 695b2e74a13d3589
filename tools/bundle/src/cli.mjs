// `nx build ws-lambda`: writes the bundles, and says how large they are.
import { basename } from 'node:path';
import { bundle, dist } from './bundle.mjs';

for (const { outputs } of Object.values(await bundle({ outdir: dist }))) {
  for (const [file, { bytes }] of Object.entries(outputs)) {
    console.log(`${basename(file)} ${Math.ceil(bytes / 1_024)} KB`);
  }
}
