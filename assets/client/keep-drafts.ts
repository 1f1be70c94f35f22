import { actionOf, type Field, isBox, isField, isTouched, isWritten } from './written-field.ts';

/** What stands in a field that somebody has changed, and what the server had put there. */
type Draft = {
  readonly form: string;
  readonly seen: string | undefined;
  readonly field: string;
  readonly given: string;
  readonly value: string;
  readonly checked: boolean;
  /** Where the cursor is, if it is there. */
  readonly cursor: readonly [number | null, number | null] | null;
};

/** What was seen when writing began: sent again with a draft, so that what others have done since is still told. */
const sight = 'version';
const hiddenIn = (form: HTMLFormElement) =>
  [...form.elements].filter((one): one is HTMLInputElement => one instanceof HTMLInputElement && one.type === 'hidden');

/** Forms are known by what they do, and to what: the row of a list says so in fields that are not shown. */
function nameOfForm(form: HTMLFormElement): string {
  const of = hiddenIn(form).flatMap(({ name, value }) => (name === '_csrf' || name === sight ? [] : [[name, value]]));
  return JSON.stringify([form.getAttribute('method'), actionOf(form), of]);
}

/** The forms of the page that can be told apart. */
function formsByName(): ReadonlyMap<string, HTMLFormElement> {
  const all = [...document.forms].map((form) => [nameOfForm(form), form] as const);
  return new Map(all.filter(([name]) => all.filter(([other]) => other === name).length === 1));
}

const formOf = (element: Element | undefined) =>
  (element as { form?: HTMLFormElement | null } | undefined)?.form ?? element?.closest('form') ?? null;

/** The name of the form that an element sends. */
export function sentForm(element: Element | undefined): string | null {
  const form = formOf(element);
  return form && nameOfForm(form);
}

const given = (field: Field) =>
  field instanceof HTMLSelectElement
    ? [...field.options].flatMap(({ defaultSelected, value }) => (defaultSelected ? [value] : [])).join('\n')
    : isBox(field)
      ? String(field.defaultChecked)
      : field.defaultValue;
const nameOf = (field: Field) => (isBox(field) ? `${field.name} ${field.value}` : field.name);
/** Fields with their names; the second of the same name is another. */
function fieldsOf(form: HTMLFormElement): readonly (readonly [Field, string])[] {
  const many = new Map<string, number>();
  return [...form.elements]
    .filter(isField)
    .filter(isWritten)
    .map((field) => {
      const place = many.get(nameOf(field)) ?? 0;
      many.set(nameOf(field), place + 1);
      return [field, `${nameOf(field)} ${place}`];
    });
}
const sightOf = (form: HTMLFormElement) => hiddenIn(form).find(({ name }) => name === sight);
const takesText = (field: Field): field is HTMLInputElement | HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !isBox(field));

/** What is written on the page and not sent, but for the form that has been. */
export function draftsBeside(sent: string | null): readonly Draft[] {
  return [...formsByName()].flatMap(([name, form]) =>
    name === sent
      ? []
      : fieldsOf(form)
          .filter(([field]) => isTouched(field))
          .map(([field, called]) => ({
            form: name,
            seen: sightOf(form)?.value,
            field: called,
            given: given(field),
            value: field.value,
            checked: isBox(field) && field.checked,
            cursor:
              takesText(field) && field === document.activeElement ? [field.selectionStart, field.selectionEnd] : null,
          })),
  );
}

/**
 * Puts drafts back where the page, drawn again, has the same fields as before. Gives the field where somebody was writing.
 * Into a box of text that the server has filled meanwhile they go before what it has put there.
 */
export function giveDraftsBack(drafts: readonly Draft[]): HTMLElement | null {
  let written: HTMLElement | null = null;
  for (const [name, form] of formsByName()) {
    const own = drafts.filter((draft) => draft.form === name);
    if (own.length === 0) continue;
    for (const [field, called] of fieldsOf(form)) {
      const draft = own.find((one) => one.field === called);
      if (!draft || isTouched(field)) continue;
      if (draft.given === given(field)) {
        if (isBox(field)) field.checked = draft.checked;
        else field.value = draft.value;
      } else if (field instanceof HTMLTextAreaElement && draft.given === '')
        field.value = `${draft.value.trimEnd()}\n\n${field.value}`;
      else continue;
      const seen = sightOf(form);
      if (seen && draft.seen !== undefined) seen.value = draft.seen;
      const panel = field.closest('details');
      if (panel) panel.open = true;
      if (!draft.cursor || !takesText(field)) continue;
      field.focus({ preventScroll: true });
      if (draft.cursor[0] !== null) field.setSelectionRange(...draft.cursor);
      written = field;
    }
  }
  return written;
}
