import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../src/testing/chromium.ts';

export type PageBytes = { readonly kilobytes: number; readonly milliseconds: number };

/**
 * What a page costs in Chromium over a line of 2 Mbit/s with a round trip of 100 ms: bytes over the wire and the time until all
 * is loaded, cold (nothing kept) and warm (once more); null where there is no Chromium.
 */
export async function pageBytes(
  url: string,
  session: string,
): Promise<{ readonly cold: PageBytes; readonly warm: PageBytes } | null> {
  if (!chromiumPath) return null;
  const profile = mkdtempSync(join(tmpdir(), 'comunanza-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: chromiumFlags,
    viewport: { width: 1280, height: 900 },
  });
  try {
    await context.addCookies([{ name: 'sessione', value: session, url }]);
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    const bitsASecond = 2_000_000 / 8;
    await line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 100,
      downloadThroughput: bitsASecond,
      uploadThroughput: bitsASecond,
    });
    let bytes = 0;
    line.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const load = async (): Promise<PageBytes> => {
      bytes = 0;
      const begun = performance.now();
      await page.goto(url, { waitUntil: 'load' });
      const milliseconds = performance.now() - begun;
      await page.waitForTimeout(1000); // what is asked for after the page
      return { kilobytes: bytes / 1000, milliseconds };
    };
    const cold = await load();
    await load();
    return { cold, warm: await load() };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
