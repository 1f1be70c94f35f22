/** About how wide a text is in pixels: enough to reserve its place, also with a typeface wider than Titillium Web. */
export function labelWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) {
    width += /[MW@%]/.test(character)
      ? 0.85
      : /[A-ZÀ-Ý0-9€+−-]/.test(character)
        ? 0.6
        : /[il.,'’ ]/.test(character)
          ? 0.28
          : 0.53;
  }
  return Math.ceil(width * size);
}

export function widestLabel(texts: readonly string[], size: number): number {
  return texts.reduce((widest, text) => Math.max(widest, labelWidth(text, size)), 0);
}
