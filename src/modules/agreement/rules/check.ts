import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Text } from '../../../kernel/text.ts';
import { termsSchema } from './clause-kind.ts';
import { type AgreementDocument, documentSchema, type WrittenClause } from './document.ts';
import { isReadingReference, type ReadingReference, referredValue } from './parameter.ts';
import { whyNotAllowed, withReadings } from './resolve.ts';

/** Something wrong in an agreement document: where, why, what to do. Lines and columns count from 1. */
export type DocumentProblem = {
  readonly path: string;
  readonly clause?: string;
  readonly line: number;
  readonly column: number;
  readonly says: Text;
  readonly remedy: Text;
};

/** The largest document taken, in characters. */
export const largestDocument = 2_000_000;

export type CheckedDocument =
  | { readonly ok: true; readonly document: AgreementDocument }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

type PathPart = string | number;

/**
 * Reads and checks an agreement document (YAML or JSON): the form of every value, that each reading named exists, that ids
 * are unique, versions in order, acts and parts known. All problems at once, each with its line. Examples are run elsewhere:
 * they need the rules of every module.
 */
export function checkDocument(written: string): CheckedDocument {
  if (written.length > largestDocument)
    return single(
      `Il documento supera ${largestDocument} caratteri.`,
      `The document has more than ${largestDocument} characters.`,
    );
  if (written.trim() === '') return single('Il documento è vuoto.', 'The document is empty.');
  const lines = new LineCounter();
  const yaml = parseDocument(written, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (yaml.errors.length > 0) {
    return {
      ok: false,
      problems: yaml.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return {
          path: '',
          line,
          column: col,
          says: {
            it: `La sintassi YAML non torna (${error.code}).`,
            en: `The YAML syntax is wrong (${error.code}): ${error.message.split('\n')[0]}`,
          },
          remedy: {
            it: 'Controllare rientri, due punti e virgolette di questa riga.',
            en: 'Check indentation, colons and quotes on this line.',
          },
        };
      }),
    };
  }
  let raw: unknown;
  try {
    raw = yaml.toJS({ maxAliasCount: 20 });
  } catch {
    return single('Il documento contiene troppi rimandi (alias) YAML.', 'The document has too many YAML aliases.');
  }
  const at = (path: readonly PathPart[]): { line: number; column: number } => {
    let node: unknown = yaml.contents;
    let place = 0;
    for (const part of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
        if (!pair) break;
        place = (pair.key as Node).range?.[0] ?? place;
        node = pair.value;
      } else if (isSeq(node)) {
        const item = node.items[Number(part)] as Node | undefined;
        if (!item) break;
        place = item.range?.[0] ?? place;
        node = item;
      } else break;
    }
    const { line, col } = lines.linePos(place);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: DocumentProblem[] = [];
  const clauseOf = (path: readonly PathPart[]): { clause?: string } => {
    const clauses = (raw as { clauses?: unknown[] } | null)?.clauses;
    if (path[0] !== 'clauses' || !Array.isArray(clauses)) return {};
    const id = (clauses[Number(path[1])] as { id?: unknown } | undefined)?.id;
    return typeof id === 'string' ? { clause: id } : {};
  };
  const report = (path: readonly PathPart[], says: Text, remedy: Text) => {
    problems.push({ path: writePath(path), ...clauseOf(path), ...at(path), says, remedy });
  };
  const parsed = documentSchema.safeParse(raw);
  if (!parsed.success) {
    for (const { path, issue } of leaves(parsed.error.issues, [], raw)) {
      const { says, remedy } = explainIssue(issue);
      if (issue.code !== 'unrecognized_keys') report(path, says, remedy);
      else for (const key of issue.keys) report([...path, key], unknownKey(key), remedy);
    }
    return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
  }
  const document = parsed.data as unknown as AgreementDocument;
  checkLinks(document, report);
  return problems.length > 0
    ? { ok: false, problems: problems.sort((a, b) => a.line - b.line) }
    : { ok: true, document };
}

function single(it: string, en: string): CheckedDocument {
  return {
    ok: false,
    problems: [
      {
        path: '',
        line: 1,
        column: 1,
        says: { it, en },
        remedy: { it: 'Caricare il documento di una convenzione.', en: 'Load the document of an agreement.' },
      },
    ],
  };
}

export function writePath(path: readonly PathPart[]): string {
  return path.reduce<string>(
    (written, part) => (typeof part === 'number' ? `${written}[${part}]` : written ? `${written}.${part}` : part),
    '',
  );
}

type Issue = z.core.$ZodIssue;

/** A union fails with the issues of each branch: keep those of the branch that came nearest. */
function leaves(
  issues: readonly Issue[],
  above: readonly PathPart[],
  raw: unknown,
): { path: PathPart[]; issue: Issue }[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...(issue.path as PathPart[])];
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const value = valueAt(raw, path);
      const branches = issue.errors.filter(
        (branch) => !branch.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type'),
      );
      const reference = isReadingReference(value);
      const nearest = [...(branches.length > 0 ? branches : issue.errors)].sort(
        (a, b) => score(b, reference) - score(a, reference),
      )[0]!;
      if (branches.length === 0 && typeof value !== 'object') return [{ path, issue }];
      return leaves(nearest, path, raw);
    }
    return [{ path, issue }];
  });
}

function score(branch: readonly Issue[], reference: boolean): number {
  const depth = Math.max(...branch.map((issue) => issue.path.length));
  const unknownKeys = branch.filter((issue) => issue.code === 'unrecognized_keys').length;
  return depth * 10 - branch.length - (reference ? 0 : unknownKeys * 3);
}

function valueAt(raw: unknown, path: readonly PathPart[]): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<PathPart, unknown> | undefined | null)?.[part], raw);
}

function unknownKey(key: string): Text {
  return { it: `Chiave sconosciuta: ${key}.`, en: `Unknown key: ${key}.` };
}

/** What the forms of words.ts ask for, in Italian; their own messages say it in English. */
const formWords: Readonly<Record<string, string>> = {
  day: 'serve una data che esiste, come 2027-06-30',
  'month-day': 'serve un giorno di ogni anno, come 06-30',
  fraction: 'serve una frazione, come 1/2, 30% o 0.25',
  money: 'serve un importo con due decimali, come "1200.00"',
};

const types: Readonly<Record<string, Text>> = {
  string: { it: 'un testo', en: 'a text' },
  number: { it: 'un numero', en: 'a number' },
  int: { it: 'un numero intero', en: 'a whole number' },
  boolean: { it: 'true o false', en: 'true or false' },
  array: { it: 'un elenco', en: 'a list' },
  object: { it: 'un gruppo di valori', en: 'a group of values' },
  record: { it: 'un gruppo di valori', en: 'a group of values' },
};

function typeWords(expected: string): Text {
  return types[expected] ?? { it: `un valore di tipo ${expected}`, en: `a value of type ${expected}` };
}

function explainIssue(issue: Issue): { says: Text; remedy: Text } {
  switch (issue.code) {
    case 'unrecognized_keys':
      return {
        says: unknownKey(issue.keys.join(', ')),
        remedy: {
          it: 'Toglierla, o correggerne il nome secondo lo schema.',
          en: 'Remove it, or correct its name after the schema.',
        },
      };
    case 'invalid_type':
      return issue.input === undefined
        ? {
            says: { it: 'Manca un valore obbligatorio.', en: 'A mandatory value is missing.' },
            remedy: {
              it: `Aggiungere ${typeWords(issue.expected).it}.`,
              en: `Add ${typeWords(issue.expected).en}.`,
            },
          }
        : {
            says: {
              it: `Qui serve ${typeWords(issue.expected).it}.`,
              en: `This must be ${typeWords(issue.expected).en}.`,
            },
            remedy: { it: 'Correggere il valore secondo lo schema.', en: 'Correct the value after the schema.' },
          };
    case 'invalid_value':
      return {
        says: {
          it: `Valore non ammesso: i valori sono ${issue.values.map(String).join(', ')}.`,
          en: `Not an allowed value: the values are ${issue.values.map(String).join(', ')}.`,
        },
        remedy: { it: 'Scegliere uno dei valori.', en: 'Choose one of the values.' },
      };
    case 'custom':
      return {
        says: {
          it: `Il valore non ha la forma richiesta: ${formWords[String(issue.params?.says)] ?? issue.message}.`,
          en: `The value does not have the form it needs: ${issue.message}.`,
        },
        remedy: { it: 'Scrivere il valore nella forma indicata.', en: 'Write the value in that form.' },
      };
    default:
      return {
        says: {
          it: 'Il valore non ha la forma richiesta.',
          en: `The value does not have the form it needs: ${issue.message}.`,
        },
        remedy: { it: 'Correggere il valore secondo lo schema.', en: 'Correct the value after the schema.' },
      };
  }
}

function checkLinks(
  document: AgreementDocument,
  report: (path: readonly PathPart[], says: Text, remedy: Text) => void,
): void {
  const rename: Text = { it: 'Dare un altro nome a uno dei due.', en: 'Give one of the two another name.' };
  const seen = new Map<string, number>();
  const keys = new Map<string, string>();
  const parts = new Set(document.parts.map((part) => part.id));
  const acts = new Set(document.acts.map((act) => act.id));
  const { agreement } = withReadings(document);
  document.clauses.forEach((clause, place) => {
    if (seen.has(clause.id))
      report(
        ['clauses', place, 'id'],
        { it: `Due clausole hanno lo stesso id «${clause.id}».`, en: `Two clauses have the id "${clause.id}".` },
        rename,
      );
    seen.set(clause.id, place);
    if (clause.part && !parts.has(clause.part)) {
      report(
        ['clauses', place, 'part'],
        { it: `La parte «${clause.part}» non è nell'indice.`, en: `The part "${clause.part}" is not in the index.` },
        { it: 'Aggiungerla a «parts».', en: 'Add it to "parts".' },
      );
    }
    for (const [key, reading] of Object.entries(clause.readings)) {
      const other = keys.get(key);
      if (other)
        report(
          ['clauses', place, 'readings', key],
          {
            it: `L'impostazione «${key}» è già nella clausola «${other}».`,
            en: `The setting "${key}" is already in clause "${other}".`,
          },
          rename,
        );
      keys.set(key, clause.id);
      if (reading.nature === 'missing' && reading.chosen === null) continue;
      const wrong = key.endsWith('.*') ? undefined : whyNotAllowed(reading.chosen, reading.allowed);
      if (wrong)
        report(['clauses', place, 'readings', key, 'chosen'], wrong, {
          it: 'Scegliere un valore ammesso.',
          en: 'Choose an allowed value.',
        });
    }
  });
  document.clauses.forEach((clause, place) => {
    checkVersions(clause, place, acts, report);
    clause.versions.forEach((version, number) => {
      const here: PathPart[] = ['clauses', place, 'versions', number];
      const unknown = referencesIn(version, here).filter(({ key }) => !keys.has(key));
      for (const { key, path } of unknown) {
        report(
          path,
          { it: `Nessuna clausola ha l'impostazione «${key}».`, en: `No clause has the setting "${key}".` },
          {
            it: 'Aggiungerla a «readings» di una clausola, o scrivere il valore.',
            en: 'Add it to "readings" of a clause, or write the value.',
          },
        );
      }
      if (unknown.length > 0) return;
      for (const { path, value } of referencesIn(version, here)) checkResolves(agreement, clause, value, path, report);
    });
  });
}

function checkVersions(
  clause: WrittenClause,
  place: number,
  acts: ReadonlySet<string>,
  report: (path: readonly PathPart[], says: Text, remedy: Text) => void,
): void {
  clause.versions.forEach((version, number) => {
    const before = clause.versions[number - 1];
    if (before && (version.since ?? '') <= (before.since ?? '')) {
      report(
        ['clauses', place, 'versions', number, 'since'],
        {
          it: 'Le versioni vanno dalla più antica alla più recente, ciascuna con il suo giorno.',
          en: 'Versions go from the oldest to the newest, each with its own day.',
        },
        { it: 'Riordinare le versioni o correggere le date.', en: 'Put the versions in order or correct the days.' },
      );
    }
    if (version.by && !acts.has(version.by)) {
      report(
        ['clauses', place, 'versions', number, 'by'],
        {
          it: `L'atto «${version.by}» non è tra gli atti del documento.`,
          en: `The act "${version.by}" is not among the acts of the document.`,
        },
        { it: 'Aggiungerlo ad «acts».', en: 'Add it to "acts".' },
      );
    }
  });
}

function checkResolves(
  agreement: ReturnType<typeof withReadings>['agreement'],
  clause: WrittenClause,
  value: ReadingReference,
  path: readonly PathPart[],
  report: (path: readonly PathPart[], says: Text, remedy: Text) => void,
): void {
  const reading = agreement.readings.get(value.reading)!;
  if (reading.nature === 'missing' && reading.chosen === null) return;
  const version = clause.versions[Number(path[3])]!;
  const { agreement: resolved } = withReadings(agreement.document);
  const terms = substituteAll(resolved, version);
  const parsed = termsSchema(clause.kind).safeParse(terms);
  if (parsed.success) return;
  const relative = path.slice(4);
  const mine = parsed.error.issues.some(
    (issue) =>
      issue.path.length >= 0 && writePath(issue.path.slice(0, relative.length) as PathPart[]) === writePath(relative),
  );
  if (mine)
    report(
      path,
      {
        it: `Il valore scelto per «${value.reading}» non ha la forma che serve qui.`,
        en: `The value chosen for "${value.reading}" does not have the form needed here.`,
      },
      { it: 'Correggere «chosen», o aggiungere «as».', en: 'Correct "chosen", or add "as".' },
    );
}

function substituteAll(agreement: ReturnType<typeof withReadings>['agreement'], value: unknown): unknown {
  const { since: _since, by: _by, changed: _changed, ...terms } = value as Record<string, unknown>;
  const walk = (inner: unknown): unknown => {
    if (isReadingReference(inner)) {
      return referredValue(inner, agreement.readings.get(inner.reading)?.value);
    }
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, walk(each)]));
    return inner;
  };
  return walk(terms);
}

function referencesIn(
  value: unknown,
  path: readonly PathPart[],
): { key: string; path: PathPart[]; value: ReadingReference }[] {
  if (isReadingReference(value)) return [{ key: value.reading, path: [...path], value }];
  if (Array.isArray(value)) return value.flatMap((item, place) => referencesIn(item, [...path, place]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, [...path, key]));
  return [];
}
