import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { parse } from 'yaml';
import { Refused } from '../../kernel/result.ts';
import type { Language } from '../../kernel/text.ts';
import type { Actor, AnyAction } from '../action.ts';
import { listAssociations } from '../associations.ts';
import { StartFailure } from '../database/start-failure.ts';
import type { Module } from '../page.ts';
import type { Perform } from '../perform.ts';
import { BadInput } from '../problem.ts';
import { actorFor, type SignedIn } from '../server/identification.ts';
import { typedInput } from '../typed-input.ts';
import { toWire } from '../wire.ts';
import { deliverFile, isFile } from './deliver-file.ts';
import { actionHelp, generalHelp, moduleHelp, type OtherCommand, offered, verbOf } from './help.ts';
import { messages } from './messages.ts';
import { nearest } from './nearest.ts';
import { type Asked, languageOfWords, readWords } from './words.ts';

export type Surroundings = {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Where the files named are. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** What acts: opened only when something is to be done, so that help needs no database. */
export type Engine = {
  readonly perform: Perform;
  readonly personByEmail: (email: string) => Promise<SignedIn | null>;
  readonly close: () => Promise<void>;
};

export type CommandLine = {
  readonly modules: readonly Module[];
  readonly others: readonly OtherCommand[];
  readonly open: (language: Language) => Promise<Engine>;
};

/** Words that cannot be understood. */
class Misspoken extends Error {
  readonly sentences: readonly string[];
  constructor(...sentences: readonly string[]) {
    super(sentences.join(' '));
    this.sentences = sentences;
  }
}

/**
 * `comunanza <module> <verb> [--field value …]`. Returns the exit status: 0 done, 1 a fault or a start that failed, 2 bad
 * input or unknown words, 3 a refusal.
 */
export async function runCommandLine(
  line: CommandLine,
  words: readonly string[],
  around: Surroundings,
): Promise<number> {
  const language = languageOfWords(words, around.environment.LANG);
  const json = words.includes('--json');
  try {
    return await run(line, words, around, language);
  } catch (error) {
    return tell(error, { language, json, around });
  }
}

async function run(
  line: CommandLine,
  words: readonly string[],
  around: Surroundings,
  language: Language,
): Promise<number> {
  const m = messages[language];
  const say = (text: string) => void around.stdout.write(`${text}\n`);
  const [first, second, ...rest] = withoutLanguage(words);
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    const module = line.modules.find((one) => one.name === second);
    say(module ? moduleHelp(module, alsoOf(line, module), language) : generalHelp(line.modules, line.others, language));
    return 0;
  }
  const module = line.modules.find((one) => one.name === first && offered(one).length > 0);
  if (!module) {
    const known = [...line.modules.filter((one) => offered(one).length > 0), ...line.others].map((one) => one.name);
    throw new Misspoken(m.unknownModule(first), ...perhaps(first, known, language), m.moreHelp);
  }
  if (second === undefined || second === '--help' || second === '-h' || second === 'help') {
    say(moduleHelp(module, alsoOf(line, module), language));
    return 0;
  }
  const action = offered(module).find((one) => verbOf(one) === second);
  if (!action) {
    const verbs = offered(module).map(verbOf);
    throw new Misspoken(m.unknownVerb(second, module.name), ...perhaps(second, verbs, language), m.moreHelp);
  }
  const asked = readWords(rest, action, language);
  if (asked.help) {
    say(actionHelp(module, action, language));
    return 0;
  }
  if (asked.problems.length > 0) throw new Misspoken(...asked.problems);
  const input = await readInput(action, asked, around, language);
  const engine = await line.open(language);
  try {
    const actor = await actorOf(action, asked, engine, around, language);
    const answer = await engine.perform(action, input, actor);
    if (asked.json) say(toWire(answer, 2));
    else if (isFile(answer)) {
      const saved = deliverFile(answer, around);
      if (saved) say(saved);
    } else {
      const { shownAnswer } = await import('./shown-answer.ts');
      say(shownAnswer(answer, language));
    }
    return 0;
  } finally {
    await engine.close();
  }
}

function alsoOf(line: CommandLine, module: Module): OtherCommand[] {
  return line.others.filter((other) => other.name.startsWith(`${module.name} `));
}

function withoutLanguage(words: readonly string[]): string[] {
  return words.filter((word, i) => word !== '--lang' && !word.startsWith('--lang=') && words[i - 1] !== '--lang');
}

function perhaps(typed: string, words: readonly string[], language: Language): string[] {
  const close = nearest(typed, words);
  return close.length > 0 ? [messages[language].nearest(close.join(', '))] : [];
}

async function readInput(action: AnyAction, asked: Asked, around: Surroundings, language: Language): Promise<unknown> {
  const m = messages[language];
  let whole: Record<string, unknown> = {};
  if (asked.input !== undefined) {
    const written =
      asked.input === '-'
        ? await readAll(around.stdin)
        : (await fileBytes(asked.input, around, language)).toString('utf8');
    let read: unknown;
    try {
      read = parse(written, { maxAliasCount: 100 });
    } catch {
      throw new Misspoken(m.notData(asked.input));
    }
    if (read === null || typeof read !== 'object' || Array.isArray(read)) throw new Misspoken(m.notData(asked.input));
    whole = read as Record<string, unknown>;
  }
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(asked.fields)) {
    fields[name] = Array.isArray(value)
      ? await Promise.all(value.map((item) => fieldValue(item as string, around, language)))
      : await fieldValue(value as string, around, language);
  }
  const typed = typedInput(action.input, fields);
  return { ...whole, ...(typed as Record<string, unknown>) };
}

async function fieldValue(value: string, around: Surroundings, language: Language): Promise<string> {
  if (value.startsWith('@') && value.length > 1)
    return (await fileBytes(value.slice(1), around, language)).toString('utf8');
  if (value.startsWith('base64:')) return (await fileBytes(value.slice(7), around, language)).toString('base64');
  return value;
}

async function fileBytes(file: string, around: Surroundings, language: Language): Promise<Buffer> {
  try {
    return await readFile(resolve(around.folder, file));
  } catch {
    throw new Misspoken(messages[language].unreadable(file));
  }
}

async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

/** The operator of the machine, or the person named with `--as` from the post held there. */
async function actorOf(
  action: AnyAction,
  asked: Asked,
  engine: Engine,
  around: Surroundings,
  language: Language,
): Promise<Actor> {
  const m = messages[language];
  const console: Actor = {
    kind: 'console',
    person: null,
    name: m.console,
    language,
    association: null,
    role: null,
    entity: null,
    via: 'command-line',
  };
  let association: string | null = null;
  if (action.scope !== 'installation') {
    const { items } = await engine.perform(listAssociations, {}, console);
    const ids = items.map((item) => item.id);
    const named = asked.association ?? around.environment.COMUNANZA_ASSOCIATION;
    if (named !== undefined) {
      if (!ids.includes(named)) throw new Misspoken(m.unknownAssociation(named), ...perhaps(named, ids, language));
      association = named;
    } else if (ids.length === 1) association = ids[0]!;
    else throw new Misspoken(ids.length === 0 ? m.noAssociation : m.which(ids.join(', ')));
  }
  if (asked.as === undefined) return { ...console, association };
  const person = await engine.personByEmail(asked.as);
  if (!person) throw new Misspoken(m.unknownPerson(asked.as));
  return actorFor(person, { association, language, via: 'command-line' });
}

type Told = { readonly language: Language; readonly json: boolean; readonly around: Surroundings };

/** A failure as the command line says it: with `--json` one object on standard output. */
function tell(error: unknown, { language, json, around }: Told): number {
  const m = messages[language];
  const out = (value: unknown) => void around.stdout.write(`${toWire(value)}\n`);
  const complain = (lines: readonly string[]) => void around.stderr.write(`${lines.join('\n')}\n`);
  if (error instanceof Misspoken) {
    if (json) out({ problems: error.sentences.map((says) => ({ path: '', says })) });
    else complain(error.sentences);
    return 2;
  }
  if (error instanceof BadInput) {
    const problems = error.problems.map((problem) => ({ path: problem.path, says: problem.says[language] }));
    if (json) out({ problems });
    else
      complain([
        m.problems,
        ...problems.map((problem) => `  ${problem.path ? `${problem.path}: ` : ''}${problem.says}`),
      ]);
    return 2;
  }
  if (error instanceof Refused) {
    const [first] = error.refusals;
    if (json) {
      out({
        refused: {
          code: first?.code,
          says: error.refusals.map((refusal) => refusal.says[language]).join(' '),
          clause: first?.source?.clause ?? '',
        },
      });
    } else {
      complain(
        error.refusals.flatMap((refusal) => [
          refusal.says[language] + (refusal.source ? ` (${refusal.source.article})` : ''),
          ...(refusal.remedy ? [`${m.remedy}: ${refusal.remedy[language]}`] : []),
        ]),
      );
    }
    return 3;
  }
  if (error instanceof StartFailure) {
    complain([`${error.says[language]} ${error.remedy[language]}`]);
    return 1;
  }
  const reference = randomBytes(5).toString('hex').toUpperCase();
  complain([m.fault(reference)]);
  if (around.environment.COMUNANZA_TRACE === '1') complain([String((error as Error)?.stack ?? error)]);
  return 1;
}
