import type { entityKinds } from '../../../kernel/entity.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { isTaxCode } from './tax-code.ts';

/** The written fields of an entity, by their name in actions. */
export type EntityField =
  | 'code'
  | 'name'
  | 'ipa'
  | 'istat'
  | 'belfiore'
  | 'taxCode'
  | 'province'
  | 'region'
  | 'latitude'
  | 'longitude';

/** What stands in an address where an entity's code would. */
const addresses: readonly string[] = ['nuovo', 'dati', 'territorio', 'importa', 'esporta'];

const codePattern = matching(
  /^[a-z0-9][a-z0-9._-]{0,61}$/,
  'Il codice ha lettere minuscole, cifre, punto, trattino o trattino basso, come c_g825.',
  'A code has lower-case letters, digits, dots, hyphens or underscores, such as c_g825.',
);

const checks: Readonly<Record<EntityField, (value: string) => Text | undefined>> = {
  code: (value) =>
    addresses.includes(value)
      ? text(
          'Questo codice è un indirizzo delle pagine degli enti: sceglierne un altro.',
          'This code is an address of the pages of entities: choose another.',
        )
      : codePattern(value),
  name: wrongName,
  ipa: matching(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,61}$/,
    "Il codice IPA ha lettere, cifre, trattino o trattino basso, come c_g825: è quello dell'indice delle pubbliche amministrazioni.",
    'An IPA code has letters, digits, hyphens or underscores, such as c_g825: it is the one of the index of public administrations.',
  ),
  istat: matching(
    /^[0-9]{6}$/,
    'Il codice ISTAT di un comune ha sei cifre, zeri iniziali compresi, come 048033.',
    'The ISTAT code of a municipality has six digits, leading zeros included, such as 048033.',
  ),
  belfiore: matching(
    /^[A-Z][0-9]{3}$/,
    'Il codice catastale ha una lettera e tre cifre, come G825.',
    'A land registry code has a letter and three digits, such as G825.',
  ),
  taxCode: (value) => {
    if (!/^[0-9]{11}$/.test(value)) {
      return text('Il codice fiscale di un ente ha undici cifre.', 'The tax code of a body has eleven digits.');
    }
    return isTaxCode(value)
      ? undefined
      : text(
          "L'ultima cifra del codice fiscale non corrisponde alle altre: forse una cifra è sbagliata.",
          'The last digit of the tax code does not match the others: a digit may be wrong.',
        );
  },
  province: matching(
    /^[A-Z]{2}$/,
    'La provincia si scrive con la sua sigla di due lettere, come FI.',
    'A province is written with its two letters, such as FI.',
  ),
  region: wrongName,
  latitude: degrees(90, 'La latitudine', 'The latitude'),
  longitude: degrees(180, 'La longitudine', 'The longitude'),
};

/** What is wrong with a field as it is written; undefined when nothing is. */
export function wrongField(field: EntityField, written: string): Text | undefined {
  return checks[field](written);
}

/** Blanks and letter case as the register keeps them; what the value says is left as it is. */
export function tidyField(field: EntityField, written: string): string {
  const bare = written.trim().replace(/\s+/g, ' ');
  if (field === 'code') return bare.toLowerCase();
  if (field === 'belfiore' || field === 'province') return bare.toUpperCase();
  if (field === 'istat') return /^[0-9]{4,5}$/.test(bare) ? bare.padStart(6, '0') : bare;
  if (field === 'taxCode') return /^[0-9]{9,10}$/.test(bare) ? bare.padStart(11, '0') : bare;
  if (field === 'latitude' || field === 'longitude') return bare.replace(',', '.');
  return bare;
}

const kindWords: Readonly<Record<string, (typeof entityKinds)[number]>> = {
  comune: 'comune',
  municipality: 'comune',
  unione: 'unione',
  'unione di comuni': 'unione',
  union: 'unione',
  'comunità montana': 'comunita_montana',
  'comunita montana': 'comunita_montana',
  comunita_montana: 'comunita_montana',
  'mountain community': 'comunita_montana',
  provincia: 'provincia',
  province: 'provincia',
  'città metropolitana': 'provincia',
  altro: 'other',
  'altro ente': 'other',
  other: 'other',
};

/** The kind that a cell means, in Italian or English. */
export function readKind(written: string): (typeof entityKinds)[number] | undefined {
  return kindWords[written.trim().toLowerCase().replace(/\s+/g, ' ')];
}

const relationWords: Readonly<Record<string, 'member' | 'lead' | 'partner'>> = {
  aderente: 'member',
  member: 'member',
  capofila: 'lead',
  lead: 'lead',
  partner: 'partner',
  'partner senza voto': 'partner',
};

export function readRelation(written: string): 'member' | 'lead' | 'partner' | undefined {
  return relationWords[written.trim().toLowerCase()];
}

function matching(pattern: RegExp, it: string, en: string) {
  return (value: string) => (pattern.test(value) ? undefined : text(it, en));
}

function wrongName(value: string): Text | undefined {
  if (value.trim() === '') return text('Serve un nome.', 'It must be a name.');
  if (value.length > 200) return text('Il nome ha al massimo 200 caratteri.', 'A name has at most 200 characters.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[<>\u0000-\u001f\u007f]/.test(value)) {
    return text(
      'Un nome non contiene i segni < e > né caratteri di controllo.',
      'A name holds neither the signs < and > nor control characters.',
    );
  }
  return undefined;
}

function degrees(most: number, it: string, en: string) {
  return (value: string) =>
    /^-?[0-9]{1,3}(\.[0-9]{1,12})?$/.test(value) && Math.abs(Number(value)) <= most
      ? undefined
      : text(
          `${it} è un numero di gradi tra -${most} e ${most}, come 43.7741.`,
          `${en} is a number of degrees between -${most} and ${most}, such as 43.7741.`,
        );
}
