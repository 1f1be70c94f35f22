import { isField, isTouched } from './written-field.ts';

type Focus = { readonly element: HTMLElement; readonly start: number | null; readonly end: number | null };
type Htmx = { registerExtension(name: string, extension: object): void };

/**
 * A part of the page that is drawn again while somebody works in it leaves things as that person has them: panels open or
 * closed, what is typed and chosen, the field with the focus.
 */
function keepAsItIs(old: Node, { newNode }: { newNode: Node }): boolean {
  if (old instanceof HTMLDetailsElement && newNode instanceof HTMLDetailsElement) newNode.open = old.open;
  return !(old instanceof Element && isField(old) && (old === document.activeElement || isTouched(old)));
}

let focus: Focus | null = null;

function rememberFocus(): void {
  const element = document.activeElement;
  const typed = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null;
  focus =
    element instanceof HTMLElement && element !== document.body
      ? { element, start: typed?.selectionStart ?? null, end: typed?.selectionEnd ?? null }
      : null;
}

/** Back to where the focus was, if drawing anew has taken it away and the place is still there. */
function giveFocusBack(): void {
  if (!focus || document.activeElement === focus.element) return;
  const { element, start, end } = focus;
  const there = element.isConnected ? element : element.id ? document.getElementById(element.id) : null;
  if (!there || (document.activeElement && document.activeElement !== document.body)) return;
  there.focus({ preventScroll: true });
  if (start !== null && (there instanceof HTMLInputElement || there instanceof HTMLTextAreaElement))
    there.setSelectionRange(start, end);
}

/** Has every part that follows by itself keep what somebody is doing there. */
export function keepOpen(htmx: Htmx): void {
  htmx.registerExtension('keep-open', { htmx_before_morph_node: keepAsItIs });
  document.addEventListener('htmx:sse:before:message', rememberFocus);
  document.addEventListener('htmx:sse:after:message', giveFocusBack);
}
