import { actionOf, isBox, isField, isWritten } from './written-field.ts';

/** What somebody wrote in a form whose session had ended: kept in this tab until the same person is back on that page. */
type Left = {
  readonly page: string;
  readonly person: string;
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
};

const place = 'comunanza.lasciato';
const here = () => location.pathname + location.search;
const whoever = () => document.querySelector('.person-name')?.textContent ?? '';

/** Keeps what a form holds, before the browser goes to the sign-in page. */
export function keepTyped(form: HTMLFormElement): void {
  const fields = [...form.elements]
    .filter(isField)
    .filter((field) => isWritten(field) && (!isBox(field) || field.checked))
    .map((field) => [field.name, field.value] as const);
  const left: Left = { page: here(), person: whoever(), action: actionOf(form), fields };
  try {
    sessionStorage.setItem(place, JSON.stringify(left));
  } catch {} // no room, or not allowed: as without this
}

/** Puts it back where it was, once. */
export function giveTypedBack(): void {
  let left: Left | null = null;
  try {
    left = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Left | null;
  } catch {}
  if (!left || whoever() === '') return;
  const isOthers = left.person !== whoever();
  if (!isOthers && left.page !== here()) return;
  sessionStorage.removeItem(place);
  const form = isOthers ? undefined : [...document.forms].find((one) => actionOf(one) === left.action);
  if (!form) return;
  const open = form.closest('details');
  if (open) open.open = true;
  const rest = [...left.fields];
  for (const field of [...form.elements].filter(isField).filter(isWritten)) {
    const at = rest.findIndex(([name, value]) => name === field.name && (!isBox(field) || value === field.value));
    if (isBox(field)) field.checked = at >= 0;
    else if (at >= 0) field.value = rest[at]![1];
    if (at >= 0) rest.splice(at, 1);
  }
  [...form.elements].find((one) => one instanceof HTMLTextAreaElement)?.focus();
}
