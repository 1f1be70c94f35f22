import type { z } from 'zod';
import type { Language } from '../../../kernel/text.ts';
import type { showAgreement } from '../actions/show-agreement.ts';

export type AgreementShown = z.output<(typeof showAgreement)['output']>;
export type ClauseShown = AgreementShown['clauses'][number];

export type ClauseSearch = {
  /** Words, all of them somewhere in the clause. */
  readonly words: string;
  /** The kind of clause that decides something. */
  readonly kind: string;
  readonly onlyComputing: boolean;
  /** A part of the text, to be read in full. */
  readonly part: string;
};

/** The clauses that a search leaves: words in article, title, summary, readings and rows, accents and case aside. */
export function findClauses(agreement: AgreementShown, search: ClauseSearch, language: Language): ClauseShown[] {
  const words = plain(search.words).split(/\s+/).filter(Boolean);
  const questions = Map.groupBy(agreement.readings, ({ clause }) => clause);
  return agreement.clauses.filter((clause) => {
    if (search.kind && clause.kind !== search.kind) return false;
    if (search.onlyComputing && !clause.computes) return false;
    if (words.length === 0) return true;
    const own = (questions.get(clause.id) ?? []).map(({ key, question }) => `${key} ${question[language]}`);
    const all = plain(
      [
        clause.id,
        clause.article,
        clause.title[language],
        clause.summary[language],
        clause.computes ? clause.decides[language] : '',
        ...clause.requirement,
        ...own,
      ].join(' '),
    );
    return words.every((word) => all.includes(word));
  });
}

function plain(words: string): string {
  return words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'");
}

/** The text in pieces, the odd ones being what was searched for. */
export function marked(text: string, words: string): string[] {
  const found = words
    .trim()
    .split(/\s+/)
    .filter((word) => word.length > 1)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return found.length === 0 ? [text] : text.split(new RegExp(`(${found.join('|')})`, 'gi'));
}
