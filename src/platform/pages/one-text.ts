/** One text of a query or a form, without spaces around; a name given twice counts as its first, an empty one is not given. */
export function oneText(value: string | readonly string[] | undefined): string | undefined {
  const text = typeof value === 'string' ? value : value?.[0];
  return text?.trim() || undefined;
}
