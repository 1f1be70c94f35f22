import type { z } from 'zod';
import { type Language, languages } from '../../kernel/text.ts';
import type { AnyAction } from '../action.ts';
import { messages } from './messages.ts';
import { nearest } from './nearest.ts';

/** What stands on the command line after module and verb. */
export type Asked = {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly input: string | undefined;
  readonly association: string | undefined;
  readonly as: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  /** Words that could not be understood, as sentences. */
  readonly problems: readonly string[];
};

const options = ['input', 'association', 'as', 'json', 'lang', 'help'] as const;

/** `it`, unless `--lang en` or the environment speak English. */
export function languageOfWords(words: readonly string[], environment: string | undefined): Language {
  const place = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const named = place < 0 ? undefined : words[place]!.includes('=') ? words[place]!.split('=')[1] : words[place + 1];
  if (languages.includes(named as Language)) return named as Language;
  return environment?.startsWith('en') ? 'en' : 'it';
}

/** The names of an action's fields. */
export function fieldNames(action: AnyAction): string[] {
  return Object.keys((action.input as z.ZodType & { shape?: Record<string, z.ZodType> }).shape ?? {});
}

/** Reads `--name value`, `--name=value` and flags; names may be typed `--entity-name` for `entityName`. */
export function readWords(words: readonly string[], action: AnyAction | undefined, language: Language): Asked {
  const m = messages[language];
  const names = action ? fieldNames(action) : [];
  const fields: Record<string, unknown> = {};
  const problems: string[] = [];
  const asked: { input?: string; association?: string; as?: string; json?: boolean; help?: boolean } = {};
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '-h') {
      asked.help = true;
      continue;
    }
    if (!word.startsWith('--') || word === '--') {
      if (word !== '--') problems.push(m.stray(word));
      continue;
    }
    const cut = word.indexOf('=');
    const typed = word.slice(2, cut < 0 ? undefined : cut);
    const next = words[i + 1];
    const follows = next !== undefined && (!next.startsWith('--') || next.length === 2);
    const take = (): string | undefined => {
      if (cut >= 0) return word.slice(cut + 1);
      if (!follows) return undefined;
      i += 1;
      return next;
    };
    const name = fieldNamed(typed, names);
    if (typed === 'json' || typed === 'help') asked[typed] = true;
    else if (name !== undefined && !(typed === 'input' && names.length > 0 && !names.includes('input'))) {
      const value = take() ?? 'true';
      const present = fields[name];
      fields[name] = present === undefined ? value : Array.isArray(present) ? [...present, value] : [present, value];
    } else if (typed === 'input' || typed === 'association' || typed === 'as' || typed === 'lang') {
      const value = take();
      if (value === undefined) problems.push(m.missingValue(word));
      else if (typed !== 'lang') asked[typed] = value;
    } else {
      const close = nearest(typed, [...names, ...options]).map((one) => `--${one}`);
      problems.push([m.unknownOption(word), ...(close.length > 0 ? [m.nearest(close.join(', '))] : [])].join(' '));
      if (follows && cut < 0) i += 1;
    }
  }
  return {
    fields,
    input: asked.input,
    association: asked.association,
    as: asked.as,
    json: asked.json ?? false,
    help: asked.help ?? false,
    problems,
  };
}

/** The field a typed name means, with whatever reaches into it (`costs[0].amount`). */
function fieldNamed(typed: string, names: readonly string[]): string | undefined {
  const [head = '', ...rest] = typed.split(/(?=[.[])/);
  const wanted = names.includes(head)
    ? head
    : head.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return names.includes(wanted) ? wanted + rest.join('') : undefined;
}
