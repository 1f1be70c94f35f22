import { actionOf, type Field, isBox, isField, isTouched, isWritten } from './written-field.ts';

/** What stands in a field that somebody has changed, and what the server had put there. */
type Draft = {
  readonly form: string;
  readonly field: string;
  readonly given: string;
  readonly value: string;
  readonly checked: boolean;
  /** Where the cursor is, if it is there. */
  readonly cursor: readonly [number | null, number | null] | null;
};

/** Forms are known by what they do, and by their place among those that do it. */
function formsByName(): Map<HTMLFormElement, string> {
  const many = new Map<string, number>();
  const names = new Map<HTMLFormElement, string>();
  for (const form of document.forms) {
    const does = `${form.getAttribute('method') ?? ''} ${actionOf(form)} ${form.getAttribute('aria-labelledby') ?? ''}`;
    const place = many.get(does) ?? 0;
    many.set(does, place + 1);
    names.set(form, `${does} ${place}`);
  }
  return names;
}

const formOf = (element: Element | undefined) =>
  (element as { form?: HTMLFormElement | null } | undefined)?.form ?? element?.closest('form') ?? null;

/** The name of the form that an element sends. */
export function sentForm(element: Element | undefined): string | null {
  const form = formOf(element);
  return form ? (formsByName().get(form) ?? null) : null;
}

const given = (field: Field) =>
  field instanceof HTMLSelectElement
    ? [...field.options].flatMap(({ defaultSelected, value }) => (defaultSelected ? [value] : [])).join('\n')
    : isBox(field)
      ? String(field.defaultChecked)
      : field.defaultValue;
const nameOf = (field: Field) => (isBox(field) ? `${field.name} ${field.value}` : field.name);
const fieldsOf = (form: HTMLFormElement) => [...form.elements].filter(isField).filter(isWritten);
const takesText = (field: Field): field is HTMLInputElement | HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !isBox(field));

/** What is written on the page and not sent, but for the form that has been. */
export function draftsBeside(sent: string | null): readonly Draft[] {
  return [...formsByName()].flatMap(([form, name]) =>
    name === sent
      ? []
      : fieldsOf(form)
          .filter(isTouched)
          .map((field) => ({
            form: name,
            field: nameOf(field),
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
  for (const [form, name] of formsByName()) {
    const own = drafts.filter((draft) => draft.form === name);
    if (own.length === 0) continue;
    for (const field of fieldsOf(form)) {
      const draft = own.find((one) => one.field === nameOf(field));
      if (!draft || isTouched(field)) continue;
      if (draft.given === given(field)) {
        if (isBox(field)) field.checked = draft.checked;
        else field.value = draft.value;
      } else if (field instanceof HTMLTextAreaElement && draft.given === '')
        field.value = `${draft.value.trimEnd()}\n\n${field.value}`;
      else continue;
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
