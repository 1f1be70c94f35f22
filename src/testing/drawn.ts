import type { BrowserContext } from 'playwright-core';
import { taken } from './taken.ts';

/** Runs in the page. */
declare const window: { beingDrawn?: boolean };

/**
 * Has every page of a context wait, once it has an address, until what belongs there is drawn as well, and its scripts listen: a
 * page that htmx brings has its address before its content, and one that was loaded whole is not htmx's at once. For contexts
 * that run scripts.
 */
export async function waitUntilDrawn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('htmx:before:swap', (event) => {
      const { ctx } = (event as CustomEvent<{ ctx: { target?: Element } }>).detail;
      if (ctx.target === document.body) window.beingDrawn = true;
    });
    document.addEventListener('htmx:finally:swap', (event) => {
      const { ctx } = (event as CustomEvent<{ ctx: { target?: Element } }>).detail;
      if (ctx.target === document.body) window.beingDrawn = false;
    });
  });
  context.on('page', (page) => {
    const hasAddress = page.waitForURL.bind(page);
    page.waitForURL = async (...wanted) => {
      await hasAddress(...wanted);
      await page.waitForFunction(() => !window.beingDrawn);
      await taken(page);
    };
    const goes = page.goto.bind(page);
    const loads = page.reload.bind(page);
    page.goto = async (...wanted) => {
      const answer = await goes(...wanted);
      await taken(page);
      return answer;
    };
    page.reload = async (...wanted) => {
      const answer = await loads(...wanted);
      await taken(page);
      return answer;
    };
  });
}
