import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { chromiumFlags, chromiumPath } from './chromium.ts';
import { waitUntilDrawn } from './drawn.ts';

/** Why tests in a browser are skipped; empty when they are not. For `describe.skipIf(noBrowser)(\`… ${noBrowser}\`)`. */
export const noBrowser = chromiumPath ? '' : '(skipped: no Chromium on this machine; apt-get install chromium)';

export type Weight = {
  /** Bytes received, headers included, as they went over the wire. */
  readonly bytes: number;
  readonly requests: number;
};

/** WCAG 2.1 at level AA, with the older levels it contains. */
const wanted = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * A Chromium with a profile of its own for a test file; closed after it. Call it inside the `describe` that is skipped
 * without one.
 *
 * @param cookie signed in as this `Cookie` header says (`server.signedIn(…)`)
 */
export async function openBrowser(options: { cookie?: string; url: string } & BrowserContextOptions) {
  const { cookie, url, ...settings } = options;
  const profile = mkdtempSync(join(tmpdir(), 'comunanza-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath!,
    headless: true,
    args: chromiumFlags,
    locale: 'it-IT',
    viewport: { width: 1280, height: 900 },
    ...settings,
  });
  if (settings.javaScriptEnabled !== false) await waitUntilDrawn(context);
  if (cookie) {
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name, value] = pair.split(/=(.*)/s) as [string, string];
        return { name, value, url };
      }),
    );
  }
  const close = async () => {
    await context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    afterAll(close);
  } catch {} // called inside a test, which closes it
  return { context, close };
}

/** Runs in the page. */
declare const window: { axe?: { run: (scope: unknown, options: unknown) => Promise<{ violations: Violation[] }> } };
type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
};

/**
 * What axe finds against WCAG 2.1 AA, one line each; empty when the page is clean.
 *
 * @param rules only these; all where left out
 */
export async function accessibilityViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(await readText(path));
  return page.evaluate(
    async (runOnly) => {
      const { violations } = await window.axe!.run(globalThis.document, { runOnly, resultTypes: ['violations'] });
      return violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help} — ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary})`).join('; ')}`,
      );
    },
    rules ? { type: 'rule', values: [...rules] } : { type: 'tag', values: wanted },
  );
}

async function readText(path: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(path, 'utf8');
}

/** Whether the page itself can be moved sideways at its present width. */
export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
}

/**
 * Goes to an address and weighs everything that came over the wire for it, until the page is at rest: nothing asked for a fifth
 * of a second but streams of events, which stay open.
 */
export async function weigh(page: Page, address: string): Promise<Weight> {
  const devtools = await page.context().newCDPSession(page);
  let bytes = 0;
  let requests = 0;
  let last = Date.now();
  const awaited = new Set<string>();
  const come = ({ requestId }: { requestId: string }) => {
    awaited.delete(requestId);
    last = Date.now();
  };
  devtools.on('Network.requestWillBeSent', ({ requestId }) => {
    awaited.add(requestId);
    last = Date.now();
  });
  devtools.on('Network.responseReceived', (event) => {
    if (event.response.mimeType === 'text/event-stream') come(event);
  });
  devtools.on('Network.loadingFailed', come);
  devtools.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
    if (event.encodedDataLength > 0) requests += 1;
    come(event);
  });
  await devtools.send('Network.enable');
  await page.goto(address);
  while (awaited.size > 0 || Date.now() - last < 200) await page.waitForTimeout(50);
  await devtools.detach();
  return { bytes, requests };
}

/** Cold (nothing kept) and warm (the same address again) weights of a page. */
export async function coldAndWarm(page: Page, address: string): Promise<{ cold: Weight; warm: Weight }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await devtools.detach();
  const cold = await weigh(page, address);
  const warm = await weigh(page, address);
  return { cold, warm };
}

/** Keeps a picture of the page in `COMUNANZA_SCREENSHOTS`, where it is set. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.COMUNANZA_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/**
 * What every page promises, checked at once: 0 violations in light and dark, no sideways scroll at 320 px, the weight
 * budget. Gives one line for each broken promise.
 *
 * @param limits bytes; 120 KB cold and 8 KB warm where left out
 */
export async function brokenPromises(
  context: BrowserContext,
  address: string,
  limits: { cold?: number; warm?: number } = {},
): Promise<string[]> {
  const broken: string[] = [];
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text());
  });
  page.on('pageerror', (error) => refused.push(error.message));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const { cold, warm } = await coldAndWarm(page, address);
  if (cold.bytes > (limits.cold ?? 120 * 1024)) broken.push(`${address} weighs ${cold.bytes} bytes cold`);
  if (warm.bytes > (limits.warm ?? 8 * 1024)) broken.push(`${address} weighs ${warm.bytes} bytes warm`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // in the dark only the colours are others
    const rules = colorScheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : undefined;
    for (const violation of await accessibilityViolations(page, rules))
      broken.push(`${address} (${colorScheme}): ${violation}`);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  if (await scrollsSideways(page)) broken.push(`${address} scrolls sideways at 320 px`);
  await page.close();
  return [...broken, ...new Set(refused.map((line) => `${address}: ${line}`))];
}
