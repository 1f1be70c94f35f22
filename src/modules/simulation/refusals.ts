import type { Refusal } from '../../kernel/result.ts';

/** Every way the questions about a clause say no. */
export const refusals = {
  nothingToExplain: (): Refusal => ({
    code: 'simulation/nothing-to-explain',
    kind: 'missing',
    says: {
      it: 'Di questo risultato oggi non c’è una spiegazione da mostrare.',
      en: 'There is no explanation of this result to show today.',
    },
    remedy: { it: 'Riaprire la pagina della clausola.', en: 'Open the page of the clause again.' },
  }),
};
