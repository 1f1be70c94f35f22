import type { messages } from '../messages.ts';

type Messages = (typeof messages)['it'];

/** A choice of a ballot as people read it: in favour, or the candidate's name. */
export function choiceText(choice: string, candidates: readonly string[], m: Messages): string {
  if (choice === 'yes' || choice === 'no' || choice === 'abstain' || choice === 'blank') return m[choice];
  return candidates[Number(choice.replace('candidate-', '')) - 1] ?? choice;
}

export function outcomeText(
  result: { readonly outcome: 'approved' | 'rejected' | 'not-quorate'; readonly passed: string | null },
  ballot: { readonly kind: 'proposal' | 'election'; readonly candidates: readonly string[] },
  m: Messages,
): string {
  if (result.outcome === 'not-quorate') return m.notQuorate;
  if (ballot.kind === 'election')
    return result.passed === null ? m.nobodyElected : m.elected(choiceText(result.passed, ballot.candidates, m));
  return result.outcome === 'approved' ? m.approved : m.rejected;
}

/** An exact fraction as people write a number of votes: `11`, `5,5`. */
export function votesText(written: string, language: 'it' | 'en'): string {
  const [num = '0', den = '1'] = written.split('/');
  const value = Number(num) / Number(den);
  const shown = Number.isInteger(value) ? String(value) : String(Math.round(value * 100) / 100);
  return language === 'it' ? shown.replace('.', ',') : shown;
}
