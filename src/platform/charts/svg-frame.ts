/** What every drawing says of itself, to those who see it and those who do not. */
export type DrawingAbout = {
  /** Unique on its page, of letters, digits and hyphens: the ids inside begin with it. */
  readonly id: string;
  readonly title: string;
  /** What there is to see, in a sentence or two. */
  readonly description?: string;
};

/**
 * The `<svg>` around a drawing: scales with its place, has an accessible name and description, no style attribute, no
 * script. `group` is for drawings with links in them. Its colours come from the classes `drawn-…` of the site's stylesheet, in light and dark; the attributes beside
 * them hold where there is no stylesheet.
 */
export function svgFrame(
  about: DrawingAbout,
  size: { width: number; height: number },
  inner: string,
  role: 'img' | 'group' = 'img',
): string {
  const title = `<title id="${about.id}-title">${escapeXml(about.title)}</title>`;
  const description = about.description ? `<desc id="${about.id}-desc">${escapeXml(about.description)}</desc>` : '';
  const labels = `aria-labelledby="${about.id}-title"${about.description ? ` aria-describedby="${about.id}-desc"` : ''}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" class="drawn" role="${role}" ${labels} font-family="'Titillium Web', system-ui, sans-serif">${title}${description}${inner}</svg>`;
}

export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\s+/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML does not bear them
      .replace(/[\u0000-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
