import type { Day } from '../../../../kernel/day.ts';
import { type Text, text } from '../../../../kernel/text.ts';
import { type RegisterName, readRegister } from '../register.ts';
import type { ImportTable } from './read-row.ts';
import { readWrittenDay } from './written-day.ts';

/**
 * The files that can be imported, told by their header: the list of municipalities of ISTAT, the list of bodies of the IPA
 * (today's and the one of before), residents by age and the demographic balance of ISTAT, residents of ANPR (the day's, or
 * the months of a year), and the simple table of one's own.
 */
export type SourceKind =
  | 'istat-municipalities'
  | 'ipa-bodies'
  | 'istat-population'
  | 'istat-balance'
  | 'anpr-residents'
  | 'own';

export const sourceTitles: Readonly<Record<SourceKind, Text>> = {
  'istat-municipalities': text('ISTAT, elenco dei comuni italiani', 'ISTAT, list of Italian municipalities'),
  'ipa-bodies': text('IPA, enti', 'IPA, bodies'),
  'istat-population': text('ISTAT, popolazione residente per età', 'ISTAT, residents by age'),
  'istat-balance': text('ISTAT, bilancio demografico', 'ISTAT, demographic balance'),
  'anpr-residents': text('ANPR, popolazione residente', 'ANPR, residents'),
  own: text('tabella propria', 'table of one’s own'),
};

/** Fields that a column may hold; figures are kept apart. */
export type ColumnField =
  | 'code'
  | 'ipa'
  | 'istat'
  | 'belfiore'
  | 'name'
  | 'label'
  | 'kind'
  | 'relation'
  | 'taxCode'
  | 'province'
  | 'region'
  | 'latitude'
  | 'longitude'
  | 'hasCed'
  | 'joined'
  | 'signed'
  | 'way'
  | 'act'
  | 'representative'
  | 'category'
  | 'register'
  | 'value'
  | 'on'
  | 'source'
  | 'standing'
  | 'age'
  | 'males'
  | 'females'
  | 'month'
  | 'year';

/** A column of figures: its register, and its day where the header has it (`abitanti al 2023-12-31`). */
export type FigureColumn = { readonly index: number; readonly register: RegisterName; readonly on?: Day };

export type SourceFile = {
  readonly kind: SourceKind;
  readonly columns: Readonly<Partial<Record<ColumnField, number>>>;
  readonly figures: readonly FigureColumn[];
  /** Columns that name the source of one register only (`fonte abitanti`). */
  readonly sources: readonly { readonly index: number; readonly register: RegisterName }[];
  readonly unused: readonly string[];
};

export type Recognition =
  | { readonly ok: true; readonly file: SourceFile }
  | { readonly ok: false; readonly says: Text };

type Names = Readonly<Partial<Record<ColumnField, readonly string[]>>>;

const istatMunicipalities: Names = {
  istat: ['codice comune formato alfanumerico'],
  name: ['denominazione in italiano'],
  region: ['denominazione regione'],
  province: ['sigla automobilistica'],
  belfiore: ['codice catastale del comune'],
};

const ipaBodies: Names = {
  ipa: ['codice_ipa', 'cod_amm'],
  name: ['denominazione_ente', 'des_amm'],
  taxCode: ['codice_fiscale_ente', 'cf'],
  category: ['codice_categoria'],
  istat: ['codice_comune_istat'],
  belfiore: ['codice_catastale_comune'],
  province: ['provincia'],
  region: ['regione'],
};

const istatPopulation: Names = {
  istat: ['codice comune', 'itter107', 'codice'],
  label: ['comune', 'denominazione'],
  age: ['età', 'eta'],
  value: ['totale'],
  males: ['totale maschi', 'maschi'],
  females: ['totale femmine', 'femmine'],
};

const istatBalance: Names = {
  istat: ['codice comune'],
  label: ['comune', 'denominazione'],
  value: [
    'popolazione al 31 dicembre - totale',
    'popolazione residente al 31 dicembre - totale',
    'popolazione censita al 31 dicembre - totale',
  ],
};

const anprResidents: Names = {
  istat: ['cod_istat_comune'],
  label: ['comune'],
  value: ['residenti'],
  on: ['data elaborazione', 'data_elaborazione'],
  month: ['mese'],
  year: ['anno'],
};

const own: Names = {
  code: ['codice', 'code', 'codice ente'],
  ipa: ['codice ipa', 'ipa'],
  istat: ['istat', 'codice istat', 'cod istat', 'istat code'],
  belfiore: ['belfiore', 'codice belfiore', 'codice catastale', 'belfiore code'],
  name: ['nome', 'name', 'denominazione'],
  label: ['comune', 'ente', 'entity'],
  kind: ['tipo', 'kind'],
  relation: ['ruolo', 'relation'],
  taxCode: ['codice fiscale', 'tax code'],
  province: ['provincia', 'sigla', 'province'],
  region: ['regione', 'region'],
  latitude: ['latitudine', 'lat', 'latitude'],
  longitude: ['longitudine', 'lon', 'lng', 'longitude'],
  hasCed: ['ced', 'data centre'],
  joined: ['aderisce dal', 'adesione', 'joined'],
  signed: ['firmato il', 'firma', 'signed'],
  way: ['modo di adesione', 'way'],
  act: ['atto', 'act'],
  representative: ['rappresentato da', 'represented by'],
  register: ['registro', 'dato', 'register'],
  value: ['valore', 'value'],
  on: ['data', 'al', 'on', 'date', 'data di riferimento'],
  source: ['fonte', 'source'],
  standing: ['stato', 'standing'],
};

/** Tells which file a table comes from, by its header. Refuses a header that is none of them, saying which there are. */
export function recogniseSource({ header }: ImportTable): Recognition {
  const names = header.map(plain);
  const has = (...wanted: string[]) => wanted.every((name) => names.includes(name));
  if (has('codice comune formato alfanumerico')) return known('istat-municipalities', istatMunicipalities, header);
  if (has('codice_ipa') && (has('codice_uni_uo') || has('codice_uni_aoo'))) {
    return {
      ok: false,
      says: text(
        'Questo è un elenco di uffici dell’IPA. Serve quello degli enti: «Enti», con le colonne Codice_IPA e Denominazione_ente.',
        'This is a list of offices of the IPA. The list of bodies is needed: “Enti”, with the columns Codice_IPA and Denominazione_ente.',
      ),
    };
  }
  if (has('codice_ipa', 'denominazione_ente') || has('cod_amm', 'des_amm'))
    return known('ipa-bodies', ipaBodies, header);
  if (has('cod_istat_comune', 'residenti')) return known('anpr-residents', anprResidents, header);
  if (has('codice comune') && (has('età') || has('eta'))) return known('istat-population', istatPopulation, header);
  if (has('codice comune') && istatBalance.value!.some((name) => has(name))) {
    return known('istat-balance', istatBalance, header);
  }
  return ownFile(header);
}

function ownFile(header: readonly string[]): Recognition {
  const base = columnsOf(own, header, (name) => plain(name).replace(/_/g, ' '));
  const figures: FigureColumn[] = [];
  const sources: { index: number; register: RegisterName }[] = [];
  const unused: string[] = [];
  const taken = new Set(Object.values(base));
  for (const [index, name] of header.entries()) {
    if (taken.has(index)) continue;
    const figure = figureColumn(name, index);
    const sourced = readRegister(/^(?:fonte|source)\s+(.+)$/i.exec(name.trim())?.[1] ?? '');
    if (figure) figures.push(figure);
    else if (sourced) sources.push({ index, register: sourced });
    else unused.push(name);
  }
  const keyed =
    base.code !== undefined || base.ipa !== undefined || base.istat !== undefined || base.belfiore !== undefined;
  const speaks = figures.length > 0 || base.value !== undefined || describes(base);
  if (!keyed || !speaks) {
    return {
      ok: false,
      says: text(
        "L'intestazione non è di un file conosciuto. Si importano: l'elenco dei comuni e la popolazione residente dell'ISTAT, gli enti dell'IPA, la popolazione residente dell'ANPR, oppure una tabella con una colonna «codice», «istat» o «belfiore» e le colonne dei dati, come «abitanti», «postazioni», «data».",
        'The header is not one of a known file. These can be imported: the list of municipalities and the residents of ISTAT, the bodies of the IPA, the residents of ANPR, or a table with a column “codice”, “istat” or “belfiore” and columns of data, such as “abitanti”, “postazioni”, “data”.',
      ),
    };
  }
  return { ok: true, file: { kind: 'own', columns: base, figures, sources, unused } };
}

const describing: readonly ColumnField[] = [
  'name',
  'kind',
  'relation',
  'taxCode',
  'province',
  'region',
  'latitude',
  'hasCed',
  'joined',
  'representative',
];

function describes(columns: SourceFile['columns']): boolean {
  return describing.some((field) => columns[field] !== undefined);
}

/** `abitanti`, `postazioni al 31/12/2023`, `population_2023_12_31`, `unità:caselle`. */
function figureColumn(name: string, index: number): FigureColumn | undefined {
  const dated = /^(.+?)(?:\s+(?:al|on|@)\s+|[_\s]+(?=\d{4}[_-]))(\S+)$/.exec(name.trim());
  const on = dated && readWrittenDay(dated[2]!.replaceAll('_', '-'));
  if (on) {
    const register = readRegister(dated[1]!);
    return register && { index, register, on };
  }
  const register = readRegister(name);
  return register && { index, register };
}

function known(kind: SourceKind, names: Names, header: readonly string[]): Recognition {
  const columns = columnsOf(names, header, plain);
  const used = new Set(Object.values(columns));
  return {
    ok: true,
    file: { kind, columns, figures: [], sources: [], unused: header.filter((_, index) => !used.has(index)) },
  };
}

function columnsOf(names: Names, header: readonly string[], as: (name: string) => string): SourceFile['columns'] {
  const plainHeader = header.map(as);
  const columns: Partial<Record<ColumnField, number>> = {};
  for (const [field, wanted] of Object.entries(names) as [ColumnField, readonly string[]][]) {
    const index = plainHeader.findIndex((name) => wanted.includes(name));
    if (index >= 0) columns[field] = index;
  }
  return columns;
}

/** Lower case, blanks and line breaks as one blank. */
function plain(name: string): string {
  return name
    .replace(/^\ufeff/, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
