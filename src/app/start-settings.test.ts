import { PassThrough } from 'node:stream';
import { afterEach, expect, test, vi } from 'vitest';
import { runWork } from './work.ts';

afterEach(() => vi.unstubAllEnvs());

test('networks that cannot be read keep the program from starting, in a sentence, with exit code 1', async () => {
  vi.stubEnv('COMUNANZA_WEBHOOK_NETWORKS', '10.0.0.0/8, 10.0.0.0/33');
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  expect(await runWork(['--lang', 'en'], { stdout, stderr })).toBe(1);
  expect(stdout.read()).toBeNull();
  expect(String(stderr.read())).toBe(
    'In COMUNANZA_WEBHOOK_NETWORKS this is no network: “10.0.0.0/33”. It takes networks such as 10.20.0.0/16 or fd00::/8, with commas between; a single machine is 10.20.3.4/32.\n',
  );
});
