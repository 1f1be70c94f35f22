import type { z } from 'zod';
import { enumerate, type Language, type Text, text } from '../kernel/text.ts';
import type { Problem } from './page.ts';

export type { Problem } from './page.ts';

/** Input that cannot be used: every problem at once, each at its place. Nothing was stored. */
export class BadInput extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.path}: ${problem.says.it}`).join(' '));
    this.name = 'BadInput';
    this.problems = problems;
  }
}

const between = '\u001f';

/**
 * A sentence in both languages, for the `error` of a zod type or check:
 * `z.string().regex(/^[A-Z]/, say('Comincia con una maiuscola.', 'It starts with a capital letter.'))`.
 */
export function say(it: string, en: string): string {
  return `${it}${between}${en}`;
}

/**
 * Every problem that zod found, in plain sentences, at paths such as `costs[0].amount`.
 *
 * @param raw what was given, to tell a missing value from a wrong one
 */
export function problemsOf(error: { readonly issues: readonly z.core.$ZodIssue[] }, raw: unknown): Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, raw, issue.path));
}

function problemsOfIssue(issue: z.core.$ZodIssue, raw: unknown, path: readonly PropertyKey[]): Problem[] {
  const own = spoken(issue.message);
  const value = at(raw, path);
  if (issue.code === 'invalid_type' && value === undefined) return [{ path: showPath(path), says: missing }];
  if (own && issue.code !== 'unrecognized_keys') return [{ path: showPath(path), says: own }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: showPath([...path, key]),
        says: text(`«${key}» non è un dato previsto qui.`, `“${key}” is not a field known here.`),
      }));
    case 'invalid_union':
      return problemsOfUnion(issue, raw, path);
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => problemsOfIssue(inner, raw, [...path, ...inner.path]));
    default:
      return [{ path: showPath(path), says: sentence(issue, value) }];
  }
}

/** The branch that fits best speaks: the one with the deepest, then the fewest, problems. */
function problemsOfUnion(issue: z.core.$ZodIssueInvalidUnion, raw: unknown, path: readonly PropertyKey[]): Problem[] {
  const value = at(raw, path);
  if (issue.errors.length === 0) {
    const options = 'options' in issue ? issue.options : undefined;
    if (value === undefined) return [{ path: showPath(path), says: missing }];
    return [{ path: showPath(path), says: options ? oneOf(options) : unexpected }];
  }
  if (value === undefined) return [{ path: showPath(path), says: missing }];
  const choices = issue.errors.flat();
  if (choices.every((inner) => inner.code === 'invalid_value' && inner.path.length === 0)) {
    const values = choices.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
    return [{ path: showPath(path), says: oneOf(values) }];
  }
  if (choices.every((inner) => inner.code === 'invalid_type' && inner.path.length === 0)) {
    const kinds = [...new Set(choices.map((inner) => (inner.code === 'invalid_type' ? inner.expected : '')))];
    return [
      {
        path: showPath(path),
        says: text(
          `Serve ${orList(
            kinds.map((kind) => kindOf(kind).it),
            'it',
          )}.`,
          `It must be ${orList(
            kinds.map((kind) => kindOf(kind).en),
            'en',
          )}.`,
        ),
      },
    ];
  }
  const ofAnotherKind = (branch: readonly z.core.$ZodIssue[]) =>
    branch.some(
      (inner) => inner.path.length === 0 && (inner.code === 'invalid_type' || inner.code === 'invalid_value'),
    );
  const best = [...issue.errors].sort(
    (a, b) => Number(ofAnotherKind(a)) - Number(ofAnotherKind(b)) || a.length - b.length,
  )[0]!;
  return best.flatMap((inner) => problemsOfIssue(inner, raw, [...path, ...inner.path]));
}

const missing = text('Questo dato è necessario.', 'This is required.');
const unexpected = text('Il valore non è tra quelli ammessi.', 'The value is not one of those allowed.');

const notWrong = 'Invalid input';

/** What a schema's author wrote for people, if anything. */
function spoken(message: string): Text | undefined {
  const cut = message.indexOf(between);
  if (cut >= 0) return text(message.slice(0, cut), message.slice(cut + 1));
  return undefined;
}

function sentence(issue: z.core.$ZodIssue, value: unknown): Text {
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue.expected, value);
    case 'invalid_value':
      return value === undefined ? missing : oneOf(issue.values);
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_format':
      return wrongFormat(issue);
    case 'not_multiple_of':
      return text(`Serve un multiplo di ${issue.divisor}.`, `It must be a multiple of ${issue.divisor}.`);
    case 'custom': {
      const says = issue.params?.says as Text | undefined;
      if (says) return says;
      if (issue.message && issue.message !== notWrong) return text(issue.message, issue.message);
      return value === undefined ? missing : text('Il valore non è valido.', 'The value is not valid.');
    }
    default:
      return unexpected;
  }
}

const kinds: Readonly<Record<string, Text>> = {
  string: text('un testo', 'a text'),
  number: text('un numero', 'a number'),
  int: text('un numero intero', 'a whole number'),
  bigint: text('un numero intero', 'a whole number'),
  boolean: text('sì o no', 'yes or no'),
  date: text('una data', 'a date'),
  array: text('un elenco', 'a list'),
  tuple: text('un elenco', 'a list'),
  set: text('un elenco', 'a list'),
  object: text('un gruppo di dati', 'a group of fields'),
  record: text('un gruppo di dati', 'a group of fields'),
  map: text('un gruppo di dati', 'a group of fields'),
  file: text('un file', 'a file'),
  null: text('un valore vuoto', 'an empty value'),
  undefined: text('nessun valore', 'no value'),
  never: text('nessun valore', 'no value'),
};

function kindOf(expected: string): Text {
  return kinds[expected] ?? text('un altro tipo di valore', 'another kind of value');
}

function wrongKind(expected: string, value: unknown): Text {
  if (value === undefined || value === null || value === '') return missing;
  if (expected === 'undefined' || expected === 'never') {
    return text('Qui non va indicato nulla.', 'Nothing is to be given here.');
  }
  const kind = kindOf(expected);
  return text(`Serve ${kind.it}.`, `It must be ${kind.en}.`);
}

function oneOf(values: readonly unknown[]): Text {
  const shown = values.map((value) => (value === null ? 'null' : String(value)));
  if (shown.length === 1) return text(`Serve «${shown[0]}».`, `It must be “${shown[0]}”.`);
  return text(`Serve uno tra: ${shown.join(', ')}.`, `It must be one of: ${shown.join(', ')}.`);
}

function orList(items: readonly string[], language: Language): string {
  const word = language === 'it' ? 'o' : 'or';
  return enumerate(items, language).replace(language === 'it' ? / e (?=[^,]*$)/ : / and (?=[^,]*$)/, ` ${word} `);
}

type Sized = z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall;

function counted(origin: string, limit: number | bigint): Text {
  const many = Number(limit) !== 1;
  switch (origin) {
    case 'string':
      return text(`${limit} ${many ? 'caratteri' : 'carattere'}`, `${limit} ${many ? 'characters' : 'character'}`);
    case 'array':
    case 'set':
    case 'tuple':
      return text(`${limit} ${many ? 'elementi' : 'elemento'}`, `${limit} ${many ? 'items' : 'item'}`);
    case 'object':
    case 'record':
    case 'map':
      return text(`${limit} ${many ? 'voci' : 'voce'}`, `${limit} ${many ? 'entries' : 'entry'}`);
    case 'file':
      return text(`${limit} byte`, `${limit} bytes`);
    default:
      return text(String(limit), String(limit));
  }
}

function dated(limit: number | bigint): string {
  return new Date(Number(limit)).toISOString().slice(0, 10);
}

function isNumeric(origin: string): boolean {
  return origin === 'number' || origin === 'int' || origin === 'bigint';
}

function tooBig(issue: z.core.$ZodIssueTooBig): Text {
  const { origin, maximum } = issue;
  if (origin === 'date') return text(`Non oltre il ${dated(maximum)}.`, `Not after ${dated(maximum)}.`);
  if (isNumeric(origin)) {
    return issue.inclusive === false
      ? text(`Serve un numero minore di ${maximum}.`, `It must be less than ${maximum}.`)
      : text(`Non può superare ${maximum}.`, `It cannot be more than ${maximum}.`);
  }
  const size = counted(origin, maximum);
  if (issue.exact) return exactly(issue, maximum);
  return text(`Al massimo ${size.it}.`, `At most ${size.en}.`);
}

function tooSmall(issue: z.core.$ZodIssueTooSmall): Text {
  const { origin, minimum } = issue;
  if (origin === 'date') return text(`Non prima del ${dated(minimum)}.`, `Not before ${dated(minimum)}.`);
  if (isNumeric(origin)) {
    if (issue.inclusive === false) {
      return Number(minimum) === 0
        ? text('Serve un numero maggiore di zero.', 'It must be more than zero.')
        : text(`Serve un numero maggiore di ${minimum}.`, `It must be more than ${minimum}.`);
    }
    return Number(minimum) === 0
      ? text('Non può essere negativo.', 'It cannot be negative.')
      : text(`Non può essere inferiore a ${minimum}.`, `It cannot be less than ${minimum}.`);
  }
  if (issue.exact) return exactly(issue, minimum);
  if (origin === 'string' && Number(minimum) === 1) return missing;
  const size = counted(origin, minimum);
  return text(`Almeno ${size.it}.`, `At least ${size.en}.`);
}

function exactly(issue: Sized, limit: number | bigint): Text {
  const size = counted(issue.origin, limit);
  return Number(limit) === 1
    ? text(`Serve ${size.it}.`, `It must be ${size.en}.`)
    : text(`Servono ${size.it}.`, `It must be ${size.en}.`);
}

const formats: Readonly<Record<string, Text>> = {
  email: text('Serve un indirizzo e-mail, come nome@ente.it.', 'It must be an e-mail address, such as name@body.it.'),
  url: text(
    'Serve un indirizzo web completo, come https://ente.it.',
    'It must be a full web address, such as https://body.it.',
  ),
  uuid: text('Serve un identificativo UUID.', 'It must be a UUID.'),
  guid: text('Serve un identificativo UUID.', 'It must be a UUID.'),
  date: text('Serve una data che esiste, come 2027-06-30.', 'It must be an existing date, such as 2027-06-30.'),
  time: text("Serve un'ora, come 17:00.", 'It must be a time, such as 17:00.'),
  datetime: text('Servono data e ora, come 2027-10-28T17:00.', 'It must be a date and time, such as 2027-10-28T17:00.'),
  duration: text('Serve una durata, come P3D.', 'It must be a duration, such as P3D.'),
  ipv4: text('Serve un indirizzo IPv4.', 'It must be an IPv4 address.'),
  ipv6: text('Serve un indirizzo IPv6.', 'It must be an IPv6 address.'),
  mac: text('Serve un indirizzo MAC.', 'It must be a MAC address.'),
  cidrv4: text('Serve una rete IPv4, come 10.0.0.0/8.', 'It must be an IPv4 network, such as 10.0.0.0/8.'),
  cidrv6: text('Serve una rete IPv6, come 2001:db8::/32.', 'It must be an IPv6 network, such as 2001:db8::/32.'),
  base64: text('Serve un contenuto in base64.', 'It must be base64.'),
  base64url: text('Serve un contenuto in base64url.', 'It must be base64url.'),
  e164: text(
    'Serve un numero di telefono con il prefisso, come +390558368.',
    'It must be a phone number with its prefix, such as +390558368.',
  ),
  json_string: text('Serve un testo JSON valido.', 'It must be valid JSON.'),
  lowercase: text('Sono ammesse solo lettere minuscole.', 'Only lower-case letters are allowed.'),
  uppercase: text('Sono ammesse solo lettere maiuscole.', 'Only upper-case letters are allowed.'),
  safeint: text('Il numero è troppo grande.', 'The number is too large.'),
};

function wrongFormat(issue: z.core.$ZodIssueInvalidStringFormat): Text {
  const known = formats[issue.format];
  if (known) return known;
  const more = issue as unknown as { prefix?: string; suffix?: string; includes?: string };
  if (issue.format === 'starts_with') {
    return text(`Deve cominciare con «${more.prefix}».`, `It must start with “${more.prefix}”.`);
  }
  if (issue.format === 'ends_with') {
    return text(`Deve finire con «${more.suffix}».`, `It must end with “${more.suffix}”.`);
  }
  if (issue.format === 'includes') {
    return text(`Deve contenere «${more.includes}».`, `It must contain “${more.includes}”.`);
  }
  return text('Il formato non è quello atteso.', 'The format is not the expected one.');
}

/** `['costs', 0, 'amount']` to `costs[0].amount`; a key that is no plain word is quoted. */
export function showPath(path: readonly PropertyKey[]): string {
  let shown = '';
  for (const part of path) {
    if (typeof part === 'number') shown += `[${part}]`;
    else if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(String(part))) shown += shown ? `.${String(part)}` : String(part);
    else shown += `[${JSON.stringify(String(part))}]`;
  }
  return shown;
}

function at(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
