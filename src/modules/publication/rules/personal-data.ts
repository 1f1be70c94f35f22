import type { Text } from '../../../kernel/text.ts';
import { text } from '../../../kernel/text.ts';

/** Kinds of personal data that can be told by their form, or by a word. */
export const personalKinds = ['fiscal-code', 'likely-fiscal-code', 'iban', 'mobile', 'email', 'special'] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** What was found, without showing it: how many, and the beginning of the first. */
export type PersonalFinding = { readonly kind: PersonalKind; readonly count: number; readonly like: string };

export const personalKindNames: Readonly<Record<PersonalKind, Text>> = {
  'fiscal-code': text('codici fiscali di persone', 'fiscal codes of people'),
  'likely-fiscal-code': text(
    'probabili codici fiscali, con la lettera di controllo sbagliata',
    'likely fiscal codes, with a wrong check letter',
  ),
  iban: text('codici IBAN', 'IBAN codes'),
  mobile: text('numeri di cellulare', 'mobile telephone numbers'),
  email: text('indirizzi e-mail', 'e-mail addresses'),
  special: text('parole sulla salute o sulle condizioni di una persona', 'words about a person’s health or condition'),
};

const fiscalCode = /\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]\b/gi;

/** Beginnings of words about health and judgements, and whole phrases. */
const special = [
  'invalidit[àa]',
  'invalid[oaie]',
  'disabil',
  'handicap',
  'malat',
  'patologi',
  'diagnosi',
  'diagnosticat',
  'ricover',
  'degenz',
  'terapi',
  'infermit[àa]',
  'infortun',
  'inabilit[àa]',
  'gravidanz',
  'tumor[ei]',
  'oncologic',
  'psichiatr',
  'psicologic',
  'autis(?:m|tic)',
  'diabet',
  'epiless',
  'celiac',
  'sieropositiv',
  'trapiant',
  'non autosufficien',
  'tossicodipenden',
  'cartell[ae] clinic',
  'certificat[oi] medic',
  'intervent[oi] chirurgic',
  '(?:stato|condizioni|motivi|ragioni|problemi|dati) (?:di|sulla) salute',
  '(?:legge|l\\.) ?(?:n\\. ?)?104(?:/| del )(?:19)?92',
  'condann',
  'detenut',
];

const forms: Readonly<Record<PersonalKind, { readonly form: RegExp; readonly real?: (found: string) => boolean }>> = {
  'fiscal-code': {
    form: fiscalCode,
    real: hasFiscalCheck,
  },
  'likely-fiscal-code': { form: fiscalCode, real: (code) => !hasFiscalCheck(code) },
  iban: { form: /\bIT[0-9]{2} ?[A-Z] ?(?:[0-9A-Z] ?){22}\b/gi, real: hasIbanCheck },
  mobile: { form: /(?<![0-9+])(?:\+39 ?)?3[0-9]{2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{3,4}(?![0-9])/g },
  email: { form: /\b[A-Z0-9._%+-]{1,64}@[A-Z0-9.-]{1,190}\.[A-Z]{2,24}\b/gi },
  special: { form: new RegExp(`(?<!\\p{L})(?:${special.join('|')})\\p{L}*`, 'giu') },
};

/**
 * What looks like personal data in a text: fiscal codes (those with a wrong check letter apart: more
 * often mistyped than something else), IBANs whose check digits hold, mobile numbers, addresses, words
 * about health and judgements. A hint for whoever posts, who answers for it: what has no form of its own is not found.
 */
export function personalDataIn(written: string): PersonalFinding[] {
  return personalKinds.flatMap((kind) => {
    const { form, real } = forms[kind];
    const found = [...written.matchAll(form)].map(([all]) => all).filter((all) => !real || real(all));
    const [first] = found;
    if (first === undefined) return [];
    return [{ kind, count: found.length, like: kind === 'special' ? first : `${first.slice(0, 4)}…` }];
  });
}

const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** The last letter of a fiscal code follows from the fifteen before (D.M. 23 December 1976). */
function hasFiscalCheck(code: string): boolean {
  const letters = code.toUpperCase();
  let sum = 0;
  for (let place = 0; place < 15; place++) {
    const letter = letters[place]!;
    const value = /[0-9]/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65;
    sum += place % 2 === 0 ? oddValues[value]! : value;
  }
  return letters.charCodeAt(15) - 65 === sum % 26;
}

/** ISO 13616: the number made of the code, its first four characters moved to the end, leaves 1 when divided by 97. */
function hasIbanCheck(code: string): boolean {
  const plain = code.replaceAll(' ', '').toUpperCase();
  const digits = `${plain.slice(4)}${plain.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => `${letter.charCodeAt(0) - 55}`);
  return BigInt(digits) % 97n === 1n;
}
