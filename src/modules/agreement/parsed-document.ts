import { type AgreementDocument, checkDocument } from './rules/index.ts';

const parsed = new Map<string, AgreementDocument>();

/**
 * A document from its stored text, which passed every check when it came in. The same text is parsed once, by its hash; no
 * more than a hundred are kept.
 */
export function parsedDocument(stored: { readonly written: string; readonly sha256: string }): AgreementDocument {
  const known = parsed.get(stored.sha256);
  if (known) return known;
  const checked = checkDocument(stored.written);
  if (!checked.ok) {
    const problems = checked.problems.map((problem) => `line ${problem.line} ${problem.path}: ${problem.says.en}`);
    throw new Error(`the stored agreement document ${stored.sha256} no longer passes: ${problems.join(' ')}`);
  }
  if (parsed.size >= 100) parsed.clear();
  parsed.set(stored.sha256, checked.document);
  return checked.document;
}
