/**
 * The table of shares: an explanation asked for by a number comes into its panel, which takes the focus; closing it (the button,
 * Escape) gives the focus back to the number.
 */
let asked: HTMLElement | null = null;

function place(): HTMLElement | null {
  return document.getElementById('spiegazione');
}

function close(): void {
  const panel = place();
  if (!panel?.firstElementChild) return;
  panel.replaceChildren();
  asked?.classList.remove('why-asked');
  asked?.focus();
  asked = null;
}

document.addEventListener('htmx:after:swap', (event) => {
  const { ctx } = (event as CustomEvent<{ ctx: { target?: Element; sourceElement?: Element } }>).detail;
  if (ctx.target?.id !== 'spiegazione') return;
  asked?.classList.remove('why-asked');
  asked = ctx.sourceElement instanceof HTMLElement ? ctx.sourceElement : null;
  asked?.classList.add('why-asked');
  const low = (asked?.getBoundingClientRect().bottom ?? 0) > innerHeight * 0.4;
  if (low) asked?.scrollIntoView({ block: 'center', inline: 'nearest' });
  place()?.querySelector<HTMLElement>('.why')?.focus({ preventScroll: true });
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});

document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('[data-close-why]')) close();
});

/** Nothing to do for a page by itself: what is above listens to whichever table is there. */
export default function split(): void {}
