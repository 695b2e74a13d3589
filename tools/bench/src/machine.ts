import { arch, cpus, platform } from 'node:os';

/** What and when: without it no figure means anything. */
export function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model ?? 'unknown processor';
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${processors.length} × ${model}, ${platform()} ${arch()}, Node ${process.versions.node}`;
}
