import { preset } from '../../jest.preset.mjs';

// function.ts and page.ts are programs: they make clients and find elements, and nothing else.
export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/{attachment-access,attachment-handler,attachment-request,file-links,send-file}.ts',
  ],
};
