/** A sentence for people, in the two languages of the interface; Italian is the one that counts. */
export type Text = { readonly it: string; readonly en: string };

export const languages = ['it', 'en'] as const;
export type Language = (typeof languages)[number];

/** Both languages at once, for sentences born in code. */
export function text(it: string, en: string): Text {
  return { it, en };
}

/** A list as a person writes it: "Londa, Pelago e Rufina". */
export function enumerate(items: readonly string[], language: Language): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${language === 'it' ? 'e' : 'and'} ${items[items.length - 1]}`;
}

/** The first `length` UTF-16 units of a text, one less where that would cut a character in two. */
export function firstUnits(written: string, length: number): string {
  return written.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
