import type { Language } from '../../kernel/text.ts';
import type { Failure } from '../server/failure.ts';

/**
 * A failure as RFC 9457 writes it, in one language: `type` names the kind (`about:blank` where the status says all),
 * `problems` every wrong input at its path, `refusals` every no with its article and remedy.
 */
export function problemDocument(failure: Failure, language: Language) {
  const [first] = failure.refusals;
  const says = [...failure.refusals.map((refusal) => refusal.says), ...failure.problems.map((problem) => problem.says)];
  const type = first
    ? `urn:comunanza:refusal:${first.code}`
    : failure.problems.length > 0
      ? 'urn:comunanza:bad-input'
      : 'about:blank';
  return {
    type,
    title: failure.title[language],
    status: failure.status,
    detail: failure.detail?.[language] ?? says.map((sentence) => sentence[language]).join(' '),
    ...(failure.problems.length > 0
      ? { problems: failure.problems.map((problem) => ({ path: problem.path, says: problem.says[language] })) }
      : {}),
    ...(failure.refusals.length > 0
      ? {
          refusals: failure.refusals.map((refusal) => ({
            code: refusal.code,
            says: refusal.says[language],
            ...(refusal.remedy ? { remedy: refusal.remedy[language] } : {}),
            ...(refusal.source ? { article: refusal.source.article, clause: refusal.source.clause } : {}),
          })),
        }
      : {}),
    ...(failure.reference ? { reference: failure.reference } : {}),
  };
}
