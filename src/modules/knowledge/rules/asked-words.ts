const anyWord = /[\p{L}\p{N}]+/gu;

/** The words that a search looks for, each once, as they were written; those of one or two characters say nothing. */
export function askedWords(written: string, most: number): string[] {
  const words = written.slice(0, 5000).toLowerCase().match(anyWord) ?? [];
  return [...new Set(words.filter((word) => word.length >= 3))].slice(0, most);
}
