// `npm run asyncapi`: writes packages/chat-protocol/asyncapi.json from the schemas and PROTOCOL.md.
import { writeFileSync } from 'node:fs';
import { asyncApiFile, asyncApiText } from './asyncapi-file.js';

writeFileSync(asyncApiFile, await asyncApiText());
console.log(asyncApiFile);
