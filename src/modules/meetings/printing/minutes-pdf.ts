import { renderPdf } from '../../../platform/pdf/render-pdf.ts';

export type Part =
  | { readonly kind: 'title' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** The parts of a text of minutes: paragraphs between empty lines, titles after `# `, lists of `- ` lines. */
export function partsOf(written: string): Part[] {
  return written
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block): Part => {
      if (block.startsWith('# ')) return { kind: 'title', text: block.slice(2).trim() };
      const lines = block.split('\n').map((line) => line.trim());
      if (lines.every((line) => line.startsWith('- ')))
        return { kind: 'list', items: lines.map((line) => line.slice(2)) };
      return { kind: 'paragraph', text: lines.join(' ') };
    });
}

/** The minutes as a tagged PDF/A, in Italian. The first title is that of the document. */
export function minutesPdf(
  written: string,
  about: { readonly association: string; readonly reference: string; readonly subtitle: string; readonly at: Date },
): Promise<Uint8Array> {
  const [first, ...rest] = partsOf(written);
  const titled = first?.kind === 'title';
  const { association, reference, subtitle, at } = about;
  return renderPdf({
    template: 'modules/meetings/printing/minutes.typ',
    data: {
      association,
      reference,
      subtitle,
      parts: (titled ? rest : [first, ...rest].filter((part) => part !== undefined)).map((part) => ({ ...part })),
    },
    language: 'it',
    title: titled ? first.text : 'Verbale',
    at,
  });
}
