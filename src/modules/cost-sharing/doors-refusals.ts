import type { Refusal } from '../../kernel/result.ts';

/** How the actions of cost sharing say no, beside the rules. */
export const refusals = {
  unknownAllocation: (number: number | string): Refusal => ({
    code: 'cost-sharing/unknown-allocation',
    kind: 'missing',
    says: { it: `Il riparto n. ${number} non esiste.`, en: `There is no split no. ${number}.` },
  }),
  unknownCost: (cost: string): Refusal => ({
    code: 'cost-sharing/unknown-cost',
    kind: 'missing',
    says: { it: `La spesa «${cost}» non è in questo riparto.`, en: `The cost "${cost}" is not in this split.` },
  }),
  unknownShare: (entity: string): Refusal => ({
    code: 'cost-sharing/unknown-share',
    kind: 'missing',
    says: {
      it: `L'ente «${entity}» non ha una quota in questo riparto.`,
      en: `The entity "${entity}" has no share in this split.`,
    },
  }),
  adopted: (number: number): Refusal => ({
    code: 'cost-sharing/adopted',
    kind: 'conflict',
    says: {
      it: `Il riparto n. ${number} è adottato: non si cambia.`,
      en: `Split no. ${number} is adopted: it is never changed.`,
    },
    remedy: {
      it: 'Aprire una correzione, che ne prende il posto quando viene adottata.',
      en: 'Start a correction, which takes its place once adopted.',
    },
  }),
  alreadyAdopted: (year: number): Refusal => ({
    code: 'cost-sharing/already-adopted',
    kind: 'conflict',
    says: { it: `Il riparto ${year} è già stato adottato.`, en: `The ${year} split has been adopted already.` },
    remedy: {
      it: 'Per cambiarlo, aprire una correzione del riparto adottato.',
      en: 'To change it, start a correction of the adopted split.',
    },
  }),
  alreadyCorrected: (number: number, by?: number): Refusal => ({
    code: 'cost-sharing/already-corrected',
    kind: 'conflict',
    says: {
      it: `Il riparto n. ${number} è già corretto${by ? ` dal n. ${by}` : ''}.`,
      en: `Split no. ${number} is corrected${by ? ` by no. ${by}` : ''} already.`,
    },
    remedy: {
      it: `Correggere ${by ? `il n. ${by}` : 'la correzione adottata'}.`,
      en: `Correct ${by ? `no. ${by}` : 'the adopted correction'}.`,
    },
  }),
  notAdopted: (number: number): Refusal => ({
    code: 'cost-sharing/not-adopted',
    kind: 'conflict',
    says: { it: `Il riparto n. ${number} è una bozza.`, en: `Split no. ${number} is a draft.` },
    remedy: { it: 'Adottarlo, o cambiare la bozza.', en: 'Adopt it, or change the draft.' },
  }),
  correctionKeepsYear: (year: number): Refusal => ({
    code: 'cost-sharing/correction-keeps-year',
    kind: 'rule',
    says: {
      it: `La correzione di un riparto ${year} resta del ${year}.`,
      en: `The correction of a ${year} split stays of ${year}.`,
    },
    remedy: { it: 'Per un altro anno, aprire un altro riparto.', en: 'For another year, start another split.' },
  }),
  documentGone: (sha256: string): Refusal => ({
    code: 'cost-sharing/document-gone',
    kind: 'conflict',
    says: {
      it: `Il testo della convenzione con impronta ${sha256.slice(0, 12)}… non è più qui.`,
      en: `The text of the agreement with hash ${sha256.slice(0, 12)}… is no longer here.`,
    },
    remedy: {
      it: 'Importarlo di nuovo tra i testi della convenzione.',
      en: 'Import it again among the texts of the agreement.',
    },
  }),
  tampered: (number: number): Refusal => ({
    code: 'cost-sharing/tampered',
    kind: 'conflict',
    says: {
      it: `Quello che la banca dati conserva del riparto n. ${number} non è quello che fu adottato: l'impronta non torna.`,
      en: `What the database keeps of split no. ${number} is not what was adopted: the hash does not match.`,
    },
    remedy: {
      it: 'Riprendere il riparto da un salvataggio precedente, e verificare chi ha accesso alla banca dati.',
      en: 'Recover the split from an earlier backup, and check who has access to the database.',
    },
  }),
  hypothetical: (): Refusal => ({
    code: 'cost-sharing/hypothetical-members',
    kind: 'rule',
    says: {
      it: 'Il riparto aggiunge o toglie enti per prova: così non si adotta.',
      en: 'The split adds or leaves out entities as a trial: this cannot be adopted.',
    },
    remedy: {
      it: "Registrare l'adesione o l'uscita tra gli enti, e togliere la prova.",
      en: 'Record the joining or leaving among the entities, and remove the trial.',
    },
  }),
  nothingToShare: (): Refusal => ({
    code: 'cost-sharing/nothing-to-share',
    kind: 'rule',
    says: { it: 'Il riparto non ha spese.', en: 'The split has no costs.' },
    remedy: { it: 'Aggiungere almeno una spesa.', en: 'Add at least one cost.' },
  }),
  changedMeanwhile: (): Refusal => ({
    code: 'cost-sharing/changed-meanwhile',
    kind: 'conflict',
    says: {
      it: 'La bozza è cambiata da quando la pagina è stata aperta.',
      en: 'The draft has changed since the page was opened.',
    },
    remedy: { it: 'Rileggere il riparto e ripetere.', en: 'Read the split again and repeat.' },
  }),
};
