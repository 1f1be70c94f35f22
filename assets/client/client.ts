import htmx from 'htmx.org/dist/htmx.esm.js';
import { draftsBeside, giveDraftsBack, sentForm } from './keep-drafts.ts';
import { giveTypedBack, keepTyped } from './keep-typed.ts';

type SwapEvent = CustomEvent<{
  ctx: {
    target?: Element;
    sourceElement?: Element;
    request: { action: string; method: string };
    response?: { status: number; headers: Headers };
  };
}>;
type PageScript = { default: (root: ParentNode) => void };

/** How far the page was scrolled when the last answer came. */
let scrolled = 0;

/** What a person should hear and see first: the errors of a form, the place an address names, or the page's title. */
function focusPage(scroll: boolean): void {
  const errors = document.getElementById('errori');
  const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const title = document.querySelector<HTMLElement>('main h1');
  const target = errors ?? named ?? title ?? document.getElementById('contenuto');
  if (!target) return;
  if (target.tabIndex < 0 && !target.hasAttribute('tabindex')) target.setAttribute('tabindex', '-1');
  target.focus({ preventScroll: true });
  if (errors || named) target.scrollIntoView({ block: errors ? 'center' : 'start' });
  else if (scroll) scrollTo(0, 0);
}

/** After a step the hands find what they left: the same place has the focus, and the page moves only if that is out of sight. */
function goOn(place: string): void {
  const target = document.getElementById('errori') ? null : document.getElementById(place);
  if (!target) {
    focusPage(true);
    return;
  }
  history.replaceState(history.state, '', `#${place}`);
  const panel = target.closest('details');
  if (panel) panel.open = true;
  target.focus({ preventScroll: true });
  scrollTo(0, scrolled);
  target.scrollIntoView({ block: 'nearest' });
}

/** Runs the page's own modules (`<template data-script>`), now and after every visit. */
async function runPageScripts(): Promise<void> {
  for (const place of document.querySelectorAll<HTMLElement>('template[data-script]')) {
    const address = place.dataset.script;
    if (!address) continue;
    const script = (await import(address)) as PageScript;
    script.default(document);
  }
}

document.addEventListener('htmx:before:response', (event) => {
  const { ctx } = (event as SwapEvent).detail;
  const to = ctx.response?.headers.get('hx-redirect');
  const form = ctx.sourceElement?.closest('form');
  if (to?.startsWith('/accedi?') && form && ctx.request.method === 'POST') keepTyped(form);
  const type = ctx.response?.headers.get('content-type') ?? '';
  if (to || /text\/(html|event-stream)/.test(type)) return;
  event.preventDefault();
  if (ctx.request.method === 'GET' && ctx.response?.status !== 204) location.assign(ctx.request.action);
});

/**
 * Where the page goes on after a step in the middle of it (the id in `data-returns` around its form): kept as it is asked for,
 * since a page that follows by itself may have done away with the form by the answer.
 */
const returning = new WeakMap<object, string>();
/** Which form an answer belongs to, and on which page it was sent: what is written in the others there stays. */
const sentBy = new WeakMap<object, { readonly page: string; readonly form: string | null }>();
let beside: { readonly page: string; readonly drafts: ReturnType<typeof draftsBeside> } | null = null;
document.addEventListener('htmx:before:request', (event) => {
  const { ctx } = (event as SwapEvent).detail;
  const place = ctx.sourceElement?.closest<HTMLElement>('[data-returns]')?.dataset.returns;
  if (place) returning.set(ctx, place);
  const form = sentForm(ctx.sourceElement);
  if (form) sentBy.set(ctx, { page: location.pathname, form });
});

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = (event as SwapEvent).detail;
  if (ctx.target !== document.body) return;
  const sent = sentBy.get(ctx);
  beside = sent ? { page: sent.page, drafts: draftsBeside(sent.form) } : null;
});

document.addEventListener('htmx:before:settle', (event) => {
  if (event.target === document.body) scrolled = scrollY;
});

document.addEventListener('htmx:after:swap', (event) => {
  const { ctx } = (event as SwapEvent).detail;
  if (ctx.target !== document.body) return;
  const place = returning.get(ctx);
  if (place) goOn(place);
  else focusPage(true);
  if (beside?.page === location.pathname) giveDraftsBack(beside.drafts)?.scrollIntoView({ block: 'nearest' });
  beside = null;
  giveTypedBack();
  void runPageScripts().then(giveTypedAhead);
});

document.addEventListener('htmx:error', (event) => {
  const { ctx } = (event as SwapEvent).detail ?? {};
  if (ctx?.request?.method === 'GET' && ctx.target === document.body) location.assign(ctx.request.action);
});

/** Closes the explanation that is open, and gives the focus back to the number it explains. */
function closeExplanation(): void {
  for (const open of document.querySelectorAll<HTMLDetailsElement>('details.explained[open]')) {
    const inside = open.contains(document.activeElement);
    open.open = false;
    if (inside) open.querySelector('summary')?.focus();
  }
}

/** The link of the next or the previous row of the page's list, from the row where the focus is. */
function moveInList(step: 1 | -1): void {
  const links = [...document.querySelectorAll('main tbody tr, main .findings li')]
    .map((row) => row.querySelector<HTMLElement>('a[href]'))
    .filter((link) => link !== null);
  const here = links.findIndex((link) => link.closest('tr, li')?.contains(document.activeElement));
  links[here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step]?.focus();
}

/**
 * What a key of this page does: of the row where the focus is, else of the page. A link of a row says where else its keys lead
 * (`data-also="e:/risolvi"`); an element with `data-key-picks` first chooses the row by the box with that key.
 */
function keyOfPage(key: string): boolean {
  const row = document.activeElement?.closest('main tbody tr');
  const inRow = row?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  const link = row?.querySelector<HTMLAnchorElement>('a[data-also]');
  const also = link?.dataset.also?.split(' ').find((one) => one.startsWith(`${key}:`));
  if (link && also) {
    location.assign(link.href + also.slice(2));
    return true;
  }
  const target = inRow ?? document.querySelector<HTMLElement>(`main [data-key="${CSS.escape(key)}"]:not(tbody *)`);
  if (!target) return false;
  const { keyPicks } = target.dataset;
  if (keyPicks) {
    const box = row?.querySelector<HTMLInputElement>(`input[data-key="${CSS.escape(keyPicks)}"]`);
    if (box && !document.querySelector(`input[data-key="${CSS.escape(keyPicks)}"]:checked`)) box.click();
  }
  const field = target.matches('a, button, input, select, textarea')
    ? target
    : target.querySelector<HTMLElement>('textarea, select, input');
  if (!field) return false;
  if (field.matches('a')) beginTypingAhead();
  if (field.matches('a, button, [type="checkbox"]')) field.click();
  else field.focus();
  return true;
}

/** What was typed since a key asked for another page that is not there yet; null while none is waited for. */
let typedAhead: string | null = null;
const longestWait = 20_000;
let waiting: ReturnType<typeof setTimeout> | undefined;

function beginTypingAhead(): void {
  typedAhead = '';
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    typedAhead = null;
  }, longestWait);
}

/** A page that the browser loads whole, not htmx, finds there what was typed on the page before. */
const aheadPlace = 'comunanza.avanti';
addEventListener('pagehide', () => {
  if (!typedAhead) return;
  try {
    sessionStorage.setItem(aheadPlace, JSON.stringify([Date.now(), typedAhead]));
  } catch {} // no room, or not allowed: as without this
  typedAhead = null;
});

function typedBeforeLoad(): string | null {
  let kept: [number, string] | null = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(aheadPlace) ?? 'null') as [number, string] | null;
    sessionStorage.removeItem(aheadPlace);
  } catch {}
  return kept && Date.now() - kept[0] < longestWait ? kept[1] : null;
}

/** Keeps a key for the page that is on its way; false where none is. */
function keptForNextPage({ key }: KeyboardEvent): boolean {
  if (typedAhead === null) return false;
  if (key === 'Backspace') typedAhead = typedAhead.slice(0, -1);
  else if (key.length === 1) typedAhead += key;
  else return key === 'Enter';
  return true;
}

/** The field where a page begins gets what was typed before it was there, before what is in it already. */
function giveTypedAhead(): void {
  const field = document.activeElement;
  const typed = typedAhead;
  typedAhead = null;
  clearTimeout(waiting);
  if (!typed || !(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.value = typed + field.value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The one thing to do with a form, from any of its fields. */
function sendFrom(field: Element): boolean {
  const form = field.closest('form');
  const [main, other] = form?.querySelectorAll<HTMLButtonElement>('.form-actions .btn-primary[type="submit"]') ?? [];
  if (!form || !main || other) return false;
  form.requestSubmit(main);
  return true;
}

/** Keys of every page, where nothing is being written. */
const keys: Readonly<Record<string, () => void>> = {
  '/': () => document.querySelector<HTMLElement>('[data-key-search]')?.focus(),
  '?': () => document.getElementById('tasti')?.togglePopover(),
  j: () => moveInList(1),
  k: () => moveInList(-1),
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') closeExplanation();
  const writing = (event.target as Element).closest(
    'input:not([type="checkbox"]), textarea, select, [contenteditable]',
  );
  const withControl = event.ctrlKey || event.metaKey;
  if (writing && event.key === 'Enter' && withControl && !event.repeat && sendFrom(writing)) event.preventDefault();
  if (writing || withControl || event.altKey) return;
  if (keptForNextPage(event)) {
    event.preventDefault();
    return;
  }
  const act = keys[event.key];
  if (!act && keyOfPage(event.key)) event.preventDefault();
  if (!act || (event.key === '/' && !document.querySelector('[data-key-search]'))) return;
  event.preventDefault();
  act();
});
document.addEventListener('click', (event) => {
  if ((event.target as Element).closest('[data-close-details]')) closeExplanation();
});
document.addEventListener(
  'toggle',
  (event) => {
    const target = event.target as Element;
    if (target instanceof HTMLDetailsElement && target.matches('.data-table details.explained') && target.open) {
      const low = target.getBoundingClientRect().bottom > innerHeight * 0.38;
      if (low) target.scrollIntoView({ block: 'center', inline: 'nearest' });
    }
  },
  true,
);
document.documentElement.classList.add('has-script');

if (document.getElementById('errori')) focusPage(false);
giveTypedBack();
typedAhead = typedBeforeLoad();
void runPageScripts().then(giveTypedAhead);
void htmx;
