import { preset } from '../../jest.preset.mjs';

const base = preset(import.meta.dirname);

// jwks-rsa is CommonJS and requires jose, which is ESM. Node can do that; Jest can from Node 24.9 on only.
export default {
  ...base,
  transform: {
    ...base.transform,
    '/node_modules/jose/.+\\.js$': ['@swc/jest', { swcrc: false, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
};
