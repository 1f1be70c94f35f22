/** The same text with one character changed, always to another: what chance could leave as it was proves nothing. */
export function altered(text: string): string {
  const at = text.length - 5;
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
