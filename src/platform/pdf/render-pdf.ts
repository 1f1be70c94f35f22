import { join, relative } from 'node:path';
import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { Language } from '../../kernel/text.ts';
import { sourceFolder, typstCompiler } from './compiler.ts';

/** What a template prints: texts already in the manner of the reader's language, in lists and dictionaries. */
export type PdfData = string | number | boolean | null | readonly PdfData[] | { readonly [key: string]: PdfData };

export type PdfRequest = {
  /** Below `src/`: `modules/cost-sharing/pages/statement.typ`. */
  readonly template: `${string}.typ`;
  readonly data: { readonly [key: string]: PdfData };
  readonly language: Language;
  readonly title: string;
  /** When the document was made, for its properties; the same request with the same instant gives the same bytes. */
  readonly at?: Date;
  /**
   * What the file declares itself to be, one at a time: `a-2a` (the default), tagged and fit to be kept for decades, or
   * `ua-1`, universal accessibility. Both are tagged, with title and language, and pass the compiler's checks of either.
   */
  readonly standard?: 'a-2a' | 'ua-1';
};

/** Documents over which the compiler remembers what it worked out: fonts, templates, lines of text. */
const remembered = 10;
const mostTries = 4;

/**
 * A tagged PDF from a Typst template. Data travels beside the template as JSON and is never read as markup. A character
 * that no font has is printed as `�`; a template that does not compile is a fault with Typst's diagnostics.
 * Compiling does not yield, so that requests cannot mix: some 10 ms for a page, half a second for a table of 1,000 rows.
 */
export async function renderPdf(request: PdfRequest): Promise<Uint8Array> {
  // The compiler lets go of a document only between two turns of the event loop: a batch must leave it one each time.
  await new Promise((resolve) => setImmediate(resolve));
  const compiler = typstCompiler();
  let inputs = {
    data: mapTexts(JSON.stringify(request.data), printable),
    language: request.language,
    title: printable(request.title),
  };
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return compile(compiler, request, inputs);
      } catch (error) {
        const missing = glyphsMissing(error);
        if (missing.length === 0 || attempt === mostTries) throw error;
        inputs = without(missing, inputs);
      }
    }
  } finally {
    compiler.evictCache(remembered);
  }
}

function compile(compiler: NodeCompiler, request: PdfRequest, inputs: Record<string, string>): Uint8Array {
  const compiled = compiler.compile({
    mainFilePath: join(sourceFolder(), request.template),
    inputs,
    resetRead: true,
  });
  const pages = compiled.result;
  if (!pages) throw fault(request.template, diagnostics(compiler, compiled.takeDiagnostics()));
  let bytes: Buffer;
  try {
    bytes = compiler.pdf(pages, {
      pdfStandard: request.standard ?? 'a-2a',
      creationTimestamp: Math.floor((request.at ?? new Date()).getTime() / 1000),
    });
  } catch (error) {
    throw fault(request.template, [error instanceof Error ? error.message : String(error)]);
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function fault(template: string, said: readonly string[]): Error {
  return new Error(`${template} does not compile:\n${said.join('\n')}`);
}

type Diagnostic = {
  readonly message: string;
  readonly path: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } } | null;
};

/** `modules/cost-sharing/pages/statement.typ:4:21: dictionary does not contain key "association"`. */
function diagnostics(compiler: NodeCompiler, error: NodeError | null): string[] {
  if (!error) return ['no diagnostics'];
  return (compiler.fetchDiagnostics(error) as Diagnostic[]).map(({ message, path, range }) => {
    const place = range ? `:${range.start.line + 1}:${range.start.character + 1}` : '';
    return path ? `${relative(sourceFolder(), path)}${place}: ${message}` : message;
  });
}

/** The texts that, by the compiler's word, no font can show. */
function glyphsMissing(error: unknown): string[] {
  const said = error instanceof Error ? error.message : '';
  const quoted = said.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g);
  return [...quoted].map((match) => unescaped(match[1]!)).filter((text) => text !== '');
}

/** From Rust's way of quoting: `\u{7}`, `\n`, `\\`. */
function unescaped(quoted: string): string {
  const short: Record<string, string> = { n: '\n', r: '\r', '0': '\0' };
  return quoted.replace(/\\+(?:u\{([0-9a-f]+)\}|(.))/g, (_, code: string | undefined, letter: string) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : (short[letter] ?? letter),
  );
}

function without<T extends { data: string; title: string }>(glyphs: readonly string[], inputs: T): T {
  const clear = (text: string) => glyphs.reduce((rest, glyph) => rest.replaceAll(glyph, '\ufffd'), text);
  return { ...inputs, data: mapTexts(inputs.data, clear), title: clear(inputs.title) };
}

/** Whole characters only, and blanks for tabs, which have no width on paper. */
function printable(text: string): string {
  return text.toWellFormed().replaceAll('\t', ' ');
}

function mapTexts(json: string, change: (text: string) => string): string {
  return JSON.stringify(JSON.parse(json, (_, value) => (typeof value === 'string' ? change(value) : value)));
}
