import { z } from 'zod';
import type { Language, Text } from '../../kernel/text.ts';
import type { AnyAction } from '../action.ts';
import type { Module } from '../page.ts';
import { messages } from './messages.ts';
import { fieldNames } from './words.ts';

/** A command beside the modules: `backup`, `restore`, `simulate`. */
export type OtherCommand = { readonly name: string; readonly about: Text };

/** The verb of an action: `cost-sharing/adopt-allocation` is `adopt-allocation`. */
export function verbOf(action: AnyAction): string {
  return action.name.slice(action.name.indexOf('/') + 1);
}

/** The actions of a module that the command line offers. */
export function offered(module: Module): readonly AnyAction[] {
  return module.actions.filter((action) => !action.doors || action.doors.includes('command-line'));
}

export function generalHelp(modules: readonly Module[], others: readonly OtherCommand[], language: Language): string {
  const m = messages[language];
  return [
    m.about,
    '',
    `${m.usage}: ${m.usageLine}`,
    '',
    `${m.modules}:`,
    ...columns(
      modules.filter((module) => offered(module).length > 0).map((module) => [module.name, module.title[language]]),
    ),
    '',
    `${m.others}:`,
    ...columns(others.map((other) => [other.name, other.about[language]])),
    '',
    m.moreHelp,
  ].join('\n');
}

export function moduleHelp(module: Module, also: readonly OtherCommand[], language: Language): string {
  const m = messages[language];
  return [
    module.title[language],
    '',
    `${m.usage}: comunanza ${module.name} <${language === 'it' ? 'verbo' : 'verb'}> [--${language === 'it' ? 'dato valore' : 'field value'} …]`,
    '',
    `${m.verbs}:`,
    ...columns([
      ...offered(module).map((action): [string, string] => [verbOf(action), action.title[language]]),
      ...also.map((other): [string, string] => [other.name.split(' ')[1] ?? other.name, other.about[language]]),
    ]),
    '',
    m.moreHelp,
  ].join('\n');
}

export function actionHelp(module: Module, action: AnyAction, language: Language): string {
  const m = messages[language];
  const { title, about } = action;
  const fields = describedFields(action, m.needed);
  return [
    `${title[language].charAt(0).toUpperCase()}${title[language].slice(1)}`,
    ...(about ? ['', about[language]] : []),
    '',
    `${m.usage}: comunanza ${module.name} ${verbOf(action)} [--${language === 'it' ? 'dato valore' : 'field value'} …]`,
    ...(fields.length > 0 ? ['', `${m.fields}:`, ...columns(fields)] : []),
    '',
    `${m.options}:`,
    ...columns([
      ['--input FILE', m.optionInput],
      ...(action.scope === 'installation' ? [] : ([['--association ID', m.optionAssociation]] as [string, string][])),
      ['--as EMAIL', m.optionAs],
      ['--json', m.optionJson],
      ['--lang it|en', m.optionLang],
      ['--help', m.optionHelp],
    ]),
    '',
    m.values,
    '',
    `${m.example}:`,
    `  ${exampleLine(module, action)}`,
  ].join('\n');
}

/** The action's example as one would type it. */
export function exampleLine(module: Module, action: AnyAction): string {
  const example = (action.example ?? {}) as Record<string, unknown>;
  const words = flat(example).flatMap(([name, value]) => [`--${name}`, quoted(value)]);
  const association = action.scope === 'installation' ? [] : ['--association', 'lecco'];
  return ['comunanza', module.name, verbOf(action), ...words, ...association].join(' ');
}

/** The example's words without shell quoting, for a test that gives them back. */
export function exampleWords(action: AnyAction): string[] {
  return flat((action.example ?? {}) as Record<string, unknown>).flatMap(([name, value]) => [`--${name}`, value]);
}

function flat(value: unknown, name = ''): [string, string][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      item !== null && typeof item === 'object' ? flat(item, `${name}[${index}]`) : flat(item, name),
    );
  }
  if (typeof value === 'object') {
    const plain = Object.keys(value).every((key) => /^[A-Za-z_][\w-]*$/.test(key));
    if (name && !plain) return [[name, JSON.stringify(value)]];
    return Object.entries(value).flatMap(([key, inner]) => flat(inner, name ? `${name}.${key}` : key));
  }
  return [[name, String(value)]];
}

function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

function describedFields(action: AnyAction, needed: string): [string, string][] {
  const names = fieldNames(action);
  if (names.length === 0) return [];
  const schema = z.toJSONSchema(action.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Record<string, unknown>>;
    required?: string[];
  };
  return names.map((name) => {
    const field = schema.properties?.[name] ?? {};
    const own = (field.jsonSchema ?? field) as Record<string, unknown>;
    const kind = Array.isArray(own.enum)
      ? own.enum.join('|')
      : [own.type, own.format].filter((part) => typeof part === 'string').join(' ');
    const about = typeof field.description === 'string' ? field.description : '';
    const must = schema.required?.includes(name) ? needed : '';
    return [`--${name}`, [kind, about, must && `(${must})`].filter(Boolean).join(' ')];
  });
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length), 0);
  return rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`.trimEnd());
}
