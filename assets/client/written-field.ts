export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const isField = (one: Element): one is Field =>
  one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement || one instanceof HTMLInputElement;

export const isBox = (field: Field): field is HTMLInputElement => field.type === 'checkbox' || field.type === 'radio';

/** Secrets, files and what the server itself put there are nobody's writing. */
export const isWritten = (field: Field): boolean =>
  field.name !== '' && !/^(password|hidden|file|submit|button)$/.test(field.type);

/** Where a form sends what is in it, without the question. */
export const actionOf = (form: HTMLFormElement): string =>
  new URL(form.getAttribute('action') ?? '', location.href).pathname;

/** Whether somebody has changed a field since the page was drawn. */
export function isTouched(field: Field): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((option) => option.selected !== option.defaultSelected);
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (isBox(field)) return field.checked !== field.defaultChecked;
  return field.type !== 'hidden' && field.value !== field.defaultValue;
}
