import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { showAgreement } from '../actions/show-agreement.ts';
import { findClauses } from './find-clauses.ts';

/** Clauses in force today whose words contain those looked for. */
export const clauseSearch: SearchSource = {
  needs: showAgreement,
  title: text('Clausole della convenzione', 'Clauses of the agreement'),
  find: async (request, words, most) => {
    const { language, association } = request;
    try {
      const agreement = await request.perform(showAgreement, {});
      const found = findClauses(agreement, { words, kind: '', onlyComputing: false, part: '' }, language);
      return found.slice(0, most).map((clause) => ({
        title: clause.title[language],
        href: `/${association!.id}/convenzione/${encodeURIComponent(clause.id)}`,
        detail: clause.article,
      }));
    } catch (error) {
      if (error instanceof Refused) return [];
      throw error;
    }
  },
};
