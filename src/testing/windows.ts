import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { cookieOf } from './assembly.ts';
import { chromiumFlags, chromiumPath } from './chromium.ts';
import { waitUntilDrawn } from './drawn.ts';
import type { TestServer } from './server.ts';

/** A session is taken anew when the clock has moved on by more than this. */
const minutesOfWork = 10;

/**
 * One Chromium in which several people work at once, each in a window of their own; closed after the test file. Whoever comes
 * back after the clock was moved signs in again.
 */
export async function openWindows({ url, perform, clock }: Pick<TestServer, 'url' | 'perform' | 'clock'>) {
  const browser = await chromium.launch({ executablePath: chromiumPath!, headless: true, args: chromiumFlags });
  const windows = new Map<string, { readonly context: BrowserContext; readonly page: Page; at: number }>();
  afterAll(() => browser.close());

  /** The page of somebody with this address, signed in; of somebody unknown for `anybody`. */
  return async function as(email: string, options: BrowserContextOptions = {}): Promise<Page> {
    const now = clock().instant.getTime();
    const there = windows.get(email);
    const window = there ?? (await opened(options));
    if (!there) windows.set(email, window);
    if (email !== 'anybody' && (window.at === 0 || Math.abs(now - window.at) > minutesOfWork * 60_000)) {
      const [name, value] = (await cookieOf(perform, email)).split(/=(.*)/s) as [string, string];
      await window.context.addCookies([{ name, value, url }]);
      window.at = now;
    }
    return window.page;
  };

  async function opened(options: BrowserContextOptions) {
    const context = await browser.newContext({ locale: 'it-IT', viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(30_000);
    if (options.javaScriptEnabled !== false) await waitUntilDrawn(context);
    return { context, page: await context.newPage(), at: 0 };
  }
}
