import { preset } from '../../jest.preset.mjs';

export default {
  ...preset(import.meta.dirname),
  collectCoverageFrom: [
    'src/**/*.ts',
    '!src/**/*.{spec,d}.ts',
    // A chaos run is a test itself, of several processes; what judges it is tested.
    '!src/devices/{device,device-actions,device-group,device-log,device-socket,judge-devices,settled-devices}.ts',
    '!src/publish/{changing-review,invoke-endpoint,publishing-backend}.ts',
    '!src/{backend,busy,chaos-child,chaos-run,clients/**,connection-rows,deliver,engine,invocation,posting,stale,stalled,tls}*.ts',
    // Programs: thin, and seen by tests from outside, where coverage does not reach.
    '!src/**/cli.ts',
  ],
};
