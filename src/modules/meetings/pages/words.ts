import type { messages } from '../messages.ts';
import type { BallotOutcome } from '../rules/index.ts';

type Messages = (typeof messages)['it'];

/** A choice of a ballot as people read it: in favour, or the candidate's name. */
export function choiceText(choice: string, candidates: readonly string[], m: Messages): string {
  if (choice === 'yes' || choice === 'no' || choice === 'abstain' || choice === 'blank') return m[choice];
  return candidates[Number(choice.replace('candidate-', '')) - 1] ?? choice;
}

export function outcomeText(
  result: { readonly outcome: BallotOutcome; readonly passed: string | null },
  ballot: { readonly kind: 'proposal' | 'election'; readonly candidates: readonly string[] },
  m: Messages,
): string {
  if (result.outcome === 'not-quorate') return m.notQuorate;
  if (ballot.kind === 'election')
    return result.passed === null ? m.nobodyElected : m.elected(choiceText(result.passed, ballot.candidates, m));
  return {
    approved: m.approved,
    rejected: m.rejected,
    favourable: m.favourable,
    contrary: m.contrary,
  }[result.outcome];
}

/** How a decision or an opinion is cited: `n. 3/2027`, `parere contrario n. 4/2027`. */
export function decisionText(
  {
    kind,
    favourable,
    number,
    year,
  }: { kind: 'decision' | 'opinion'; favourable: boolean; number: number; year: number },
  m: Messages,
): string {
  return kind === 'opinion' ? m.opinionNumber(number, year, favourable) : m.decisionNumber(number, year);
}

/** An exact fraction as people write a number of votes: `11`, `5,5`. */
export function votesText(written: string, language: 'it' | 'en'): string {
  const [num = '0', den = '1'] = written.split('/');
  const value = Number(num) / Number(den);
  const shown = Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100);
  return language === 'it' ? shown.replace('.', ',') : shown;
}
