import { type AgreementDocument, checkDocument } from './rules/index.ts';

const parsed = new Map<string, AgreementDocument>();

/**
 * A stored document, which passed every check when it came in. The same text is read and parsed once, by its hash; no more
 * than a hundred are kept.
 */
export async function parsedDocument(sha256: string, written: () => Promise<string>): Promise<AgreementDocument> {
  const known = parsed.get(sha256);
  if (known) return known;
  const checked = checkDocument(await written());
  if (!checked.ok) {
    const problems = checked.problems.map((problem) => `line ${problem.line} ${problem.path}: ${problem.says.en}`);
    throw new Error(`the stored agreement document ${sha256} no longer passes: ${problems.join(' ')}`);
  }
  if (parsed.size >= 100) parsed.clear();
  parsed.set(sha256, checked.document);
  return checked.document;
}
