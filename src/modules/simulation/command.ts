import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Language, languages } from '../../kernel/text.ts';
import { shippedAgreement, shippedNames } from '../agreement/index.ts';
import { checkDocument, largestDocument } from '../agreement/rules/index.ts';
import { largestFacts } from './facts-text.ts';
import { type Found, type Manner, type Outcome, print, printing, simulate } from './simulate.ts';
import type { FactProblem } from './simulation.ts';
import { simulations } from './simulations.ts';

export type Surroundings = {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly folder: string;
};

type Asked = {
  rule: string | undefined;
  agreement: string | undefined;
  facts: string | undefined;
  batch: string | undefined;
  json: boolean;
  explain: boolean;
  help: boolean;
  language: Language;
  problems: FactProblem[];
};

/**
 * `comunanza simulate RULE --agreement NAME|FILE --facts FILE|- [--json] [--explain] [--lang it|en]`, or
 * `comunanza simulate --batch FILE|- --json`. Returns the exit status: 0 a result, 2 bad input, 3 a refusal.
 */
export async function simulateCommand(
  words: readonly string[],
  { stdin, stdout, stderr, folder }: Surroundings,
): Promise<number> {
  const asked = readWords(words);
  if (asked.help) {
    stdout.write(`${usage(asked.language)}\n`);
    return 0;
  }
  if (asked.batch !== undefined && asked.problems.length === 0) return batch(asked, { stdin, stdout, stderr, folder });
  const problems = [...asked.problems];
  if (asked.rule === undefined) problems.push(missing('rule', 'RULE'));
  if (asked.agreement === undefined) problems.push(missing('agreement', '--agreement'));
  if (asked.facts === undefined) problems.push(missing('', '--facts'));
  const found: Found = asked.agreement === undefined ? { problems: [] } : findAgreement(asked.agreement, folder);
  const facts = asked.facts === undefined ? { problems: [] } : await readFacts(asked.facts, stdin, folder);
  const { rule } = asked;
  const { exit, pieces } = printed((): Outcome => {
    if ('text' in facts && rule !== undefined) {
      const outcome = simulate({ rule, found, facts: facts.text });
      if (problems.length === 0) return outcome;
      return { exit: 2, problems: outcome.exit === 2 ? [...problems, ...outcome.problems] : problems };
    }
    if ('problems' in facts) problems.push(...facts.problems);
    if ('problems' in found) problems.push(...found.problems);
    if (rule !== undefined && !simulations.has(rule)) problems.push(...unknownRule(rule));
    return { exit: 2, problems };
  }, asked);
  const to = exit === 0 || asked.json ? stdout : stderr;
  for (const piece of pieces) await write(to, piece);
  await write(to, '\n');
  return exit;
}

/** Characters made ready before the first is written: until then a fault leaves nothing half printed. */
const madeReady = 64_000_000;

/**
 * What an outcome prints. A fault of the program is a sentence too, without its trace: of a batch it takes one line, not those
 * after it.
 */
function printed(
  run: () => Outcome,
  how: Manner,
): { readonly exit: Outcome['exit']; readonly pieces: Iterable<string> } {
  try {
    const outcome = run();
    const rest = printing(outcome, how);
    const ready: string[] = [];
    let length = 0;
    for (let next = rest.next(); ; next = rest.next()) {
      if (next.done) return { exit: outcome.exit, pieces: ready };
      ready.push(next.value);
      length += next.value.length;
      if (length > madeReady) return { exit: outcome.exit, pieces: following(ready, rest) };
    }
  } catch (fault) {
    const what = fault instanceof Error ? fault.message : String(fault);
    const says = {
      it: `Il programma non è riuscito a calcolare: è un suo difetto, da segnalare con questi dati (${what}).`,
      en: `The program failed to compute: this is a defect of its own, to be reported with these facts (${what}).`,
    };
    return { exit: 2, pieces: printing({ exit: 2, problems: [{ path: '', says }] }, how) };
  }
}

function* following(first: Iterable<string>, rest: Iterable<string>): Generator<string> {
  yield* first;
  yield* rest;
}

function unknownRule(rule: string): FactProblem[] {
  const outcome = simulate({ rule, found: { problems: [] }, facts: '{}' });
  return outcome.exit === 2 ? [...outcome.problems] : [];
}

function missing(path: string, what: string): FactProblem {
  return {
    path,
    says: {
      it: `Manca ${what}: si veda comunanza simulate --help.`,
      en: `${what} is missing: see comunanza simulate --help.`,
    },
  };
}

function readWords(words: readonly string[]): Asked {
  const asked: Asked = {
    rule: undefined,
    agreement: undefined,
    facts: undefined,
    batch: undefined,
    json: false,
    explain: false,
    help: false,
    language: 'it',
    problems: [],
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const [name, inline] =
      word.startsWith('--') && word.includes('=')
        ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]
        : [word, undefined];
    const value = (): string | undefined => inline ?? words[++i];
    if (name === '--json') asked.json = true;
    else if (name === '--explain') asked.explain = true;
    else if (name === '--help' || name === '-h') asked.help = true;
    else if (name === '--agreement') asked.agreement = value();
    else if (name === '--facts') asked.facts = value();
    else if (name === '--batch') asked.batch = value();
    else if (name === '--lang') {
      const language = value();
      if (languages.includes(language as Language)) asked.language = language as Language;
      else asked.problems.push({ path: '', says: { it: '--lang vuole it o en.', en: '--lang takes it or en.' } });
    } else if (word.startsWith('-') && word !== '-')
      asked.problems.push({
        path: '',
        says: { it: `L'opzione ${word} non esiste.`, en: `There is no option ${word}.` },
      });
    else if (asked.rule === undefined) asked.rule = word;
    else
      asked.problems.push({
        path: '',
        says: {
          it: `«${word}» è di troppo: una regola per volta.`,
          en: `"${word}" is one too many: one rule at a time.`,
        },
      });
  }
  return asked;
}

const found = new Map<string, Found>();

/** A shipped agreement by name, or a document by its file. */
function findAgreement(name: string, folder: string): Found {
  const known = found.get(name);
  if (known) return known;
  const looked = lookForAgreement(name, folder);
  found.set(name, looked);
  return looked;
}

function lookForAgreement(name: string, folder: string): Found {
  const shipped = shippedAgreement(name);
  if (shipped) return { document: shipped.document };
  const file = resolve(folder, name);
  const stat = existsSync(file) ? statSync(file) : undefined;
  if (!stat?.isFile()) {
    const names = shippedNames().join(', ');
    return {
      problems: [
        {
          path: 'agreement',
          says: {
            it: `«${name}» non è una convenzione fornita (${names}) né un file.`,
            en: `"${name}" is neither a shipped agreement (${names}) nor a file.`,
          },
        },
      ],
    };
  }
  if (stat.size > largestDocument * 4)
    return {
      problems: [
        {
          path: 'agreement',
          says: { it: `Il documento «${name}» è troppo grande.`, en: `The document "${name}" is too large.` },
        },
      ],
    };
  const checked = checkDocument(readFileSync(file, 'utf8'));
  if (checked.ok) return { document: checked.document };
  return {
    problems: checked.problems.map((problem) => ({
      path: 'agreement',
      says: {
        it: `Riga ${problem.line}${problem.path ? `, ${problem.path}` : ''}: ${problem.says.it} ${problem.remedy.it}`,
        en: `Line ${problem.line}${problem.path ? `, ${problem.path}` : ''}: ${problem.says.en} ${problem.remedy.en}`,
      },
    })),
  };
}

async function readFacts(
  file: string,
  stdin: Readable,
  folder: string,
): Promise<{ text: string } | { problems: FactProblem[] }> {
  const unreadable = (it: string, en: string) => ({ problems: [{ path: '', says: { it, en } }] });
  if (file === '-') {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stdin) {
      size += (chunk as Buffer).length;
      if (size > largestFacts) return unreadable('I dati sono troppo grandi.', 'The facts are too large.');
      chunks.push(Buffer.from(chunk as Buffer));
    }
    return decode(Buffer.concat(chunks));
  }
  const path = resolve(folder, file);
  const stat = existsSync(path) ? statSync(path) : undefined;
  if (!stat?.isFile())
    return unreadable(`Il file dei dati «${file}» non esiste.`, `The facts file "${file}" does not exist.`);
  if (stat.size > largestFacts)
    return unreadable(`Il file dei dati «${file}» è troppo grande.`, `The facts file "${file}" is too large.`);
  try {
    return decode(readFileSync(path));
  } catch {
    return unreadable(`Il file dei dati «${file}» non si può leggere.`, `The facts file "${file}" cannot be read.`);
  }
}

function decode(bytes: Buffer): { text: string } | { problems: FactProblem[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problems: [{ path: '', says: { it: 'I dati non sono in UTF-8.', en: 'The facts are not in UTF-8.' } }] };
  }
}

async function write(to: Writable, text: string): Promise<void> {
  if (!to.write(text)) await new Promise((resume) => to.once('drain', resume));
}

/** Many simulations in one process: a JSON object a line in, one a line out. */
async function batch(asked: Asked, { stdin, stdout, folder }: Surroundings): Promise<number> {
  const file = asked.batch!;
  if (file !== '-' && !(existsSync(resolve(folder, file)) && statSync(resolve(folder, file)).isFile())) {
    await write(
      stdout,
      `${print({ exit: 2, problems: [{ path: '', says: { it: `Il file «${file}» non esiste.`, en: `The file "${file}" does not exist.` } }] }, { ...asked, json: true })}\n`,
    );
    return 2;
  }
  const input = file === '-' ? stdin : createReadStream(resolve(folder, file));
  let waiting = '';
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    waiting += `${JSON.stringify(runLine(line, folder))}\n`;
    if (waiting.length > 65536) {
      await write(stdout, waiting);
      waiting = '';
    }
  }
  await write(stdout, waiting);
  return 0;
}

function runLine(line: string, folder: string): { id: unknown; exit: number; stdout: string } {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line.startsWith('\uFEFF') ? line.slice(1) : line);
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw new TypeError('not an object');
  } catch {
    return {
      id: null,
      ...answer(
        [{ path: '', says: { it: 'La riga non è un oggetto JSON.', en: 'The line is not a JSON object.' } }],
        'it',
      ),
    };
  }
  const { id = null, rule, agreement, facts } = entry;
  const args = entry.args ?? [];
  const words = Array.isArray(args) && args.every((word) => typeof word === 'string') ? (args as string[]) : undefined;
  const how = readWords(words ?? []);
  const problems: FactProblem[] = [...how.problems];
  if (!words)
    problems.push({ path: 'args', says: { it: 'args è un elenco di testi.', en: 'args is a list of texts.' } });
  if (typeof rule !== 'string') problems.push(missing('rule', 'rule'));
  if (typeof agreement !== 'string') problems.push(missing('agreement', 'agreement'));
  if (typeof facts !== 'string') problems.push(missing('', 'facts'));
  if (problems.length > 0) return { id, ...answer(problems, how.language) };
  const { exit, pieces } = printed(
    () =>
      simulate({
        rule: rule as string,
        found: findAgreement(agreement as string, folder),
        facts: facts as string,
      }),
    { json: true, explain: how.explain, language: how.language },
  );
  return { id, exit, stdout: `${[...pieces].join('')}\n` };
}

function answer(problems: readonly FactProblem[], language: Language): { exit: number; stdout: string } {
  return { exit: 2, stdout: `${print({ exit: 2, problems }, { json: true, explain: false, language })}\n` };
}

function usage(language: Language): string {
  const rules = [...simulations.values()]
    .map((simulation) => `  ${simulation.rule.padEnd(20)}${simulation.title[language]}`)
    .join('\n');
  const example = `  comunanza simulate publication --agreement calatino --facts - --json <<< '{"executive":"2027-03-10","posted":"2027-03-15"}'`;
  return language === 'it'
    ? `Le regole di una convenzione sui propri dati, senza server né banca dati.

  comunanza simulate REGOLA --agreement NOME|FILE --facts FILE|- [--json] [--explain] [--lang it|en]
  comunanza simulate --batch FILE|- --json

Regole:
${rules}

Convenzioni fornite: ${shippedNames().join(', ')}
Uscita: 0 un risultato, 2 dati errati, 3 un rifiuto della regola.

Esempio:
${example}`
    : `The rules of an agreement on your own figures, with no server and no database.

  comunanza simulate RULE --agreement NAME|FILE --facts FILE|- [--json] [--explain] [--lang it|en]
  comunanza simulate --batch FILE|- --json

Rules:
${rules}

Agreements at hand: ${shippedNames().join(', ')}
Exit status: 0 a result, 2 bad input, 3 a refusal by a rule.

Example:
${example}`;
}
