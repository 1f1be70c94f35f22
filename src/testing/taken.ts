import type { Page } from 'playwright-core';

/**
 * Waits until the scripts of the page that is shown listen: those that the page names itself (`<template data-script>`), and htmx,
 * which takes hold of a page that was loaded whole in a timer of its own. Timers of no delay come in their order. A page that is
 * gone again is let go.
 */
export async function taken(page: Page): Promise<void> {
  // as text: what reads the tests would put a module loader of its own in place of `import`
  await page
    .evaluate(
      `Promise.all([...document.querySelectorAll('template[data-script]')].map(({ dataset }) => import(dataset.script)))
        .then(() => new Promise((resolve) => setTimeout(resolve)))`,
    )
    .catch(() => {});
}
