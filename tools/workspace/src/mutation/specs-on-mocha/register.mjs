// Given to Node with `--import`: `@jest/globals` is ./jest-globals.mjs.
import { register } from 'node:module';

register('./resolve.mjs', import.meta.url);
