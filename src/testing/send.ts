import type { Locator, Page } from 'playwright-core';

/**
 * Presses a button that sends its form, and waits until the answer is drawn: a part that follows by itself may show what was done
 * before, and what is pressed or written then is drawn over.
 *
 * @param button by its exact name, or itself
 * @param press how; by a click where left out
 */
export async function send(
  page: Page,
  button: string | Locator,
  press = (there: Locator): Promise<void> => there.click(),
): Promise<void> {
  const drawn = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        document.addEventListener('htmx:after:swap', function see(event) {
          if ((event as CustomEvent<{ ctx: { target?: Element } }>).detail.ctx.target !== document.body) return;
          document.removeEventListener('htmx:after:swap', see);
          resolve();
        });
      }),
  );
  const there = typeof button === 'string' ? page.getByRole('button', { name: button, exact: true }) : button;
  await Promise.all([drawn, press(there)]);
}
