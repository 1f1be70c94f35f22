import { parseDay, showDay } from '../../../kernel/day.ts';
import { showNumber } from '../../../kernel/explain.ts';
import { parseMoney, showMoney } from '../../../kernel/money.ts';
import type { Language, Text } from '../../../kernel/text.ts';
import { keyWords, valueWords } from './word-lists.ts';

/** The values of clauses and readings as people read them. */

export type TermItem = {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly reading: string | null;
};

/** Values of one thing in a list (an expense, a deadline, a call), under its name; the clause's own have none. */
export type TermGroup = { readonly title: string | null; readonly items: readonly TermItem[] };

type Valued = { readonly path: string; readonly value?: unknown; readonly reading: string | null };

/** The values of a version, gathered by the thing they belong to. */
export function termGroups(values: readonly Valued[], language: Language): TermGroup[] {
  const groups = new Map<string, { title: string | null; items: TermItem[] }>();
  for (const { path, value, reading } of values) {
    const { group, inside } = splitPath(path);
    let into = groups.get(group);
    if (!into) {
      into = { title: group === '' ? null : titleOf(group, values, language), items: [] };
      groups.set(group, into);
    }
    if (isTold(inside, group) || (reading === null && saysNothing(inside, value))) continue;
    into.items.push({ path, label: pathLabel(inside, language), value: shownValue(path, value, language), reading });
  }
  return [...groups.values()].filter(({ items }) => items.length > 0);
}

/** `deadlines[0].due.every` stands in the group `deadlines[0]`, as `due.every`. */
function splitPath(path: string): { group: string; inside: string } {
  const found = /^(.*?\[\d+\])\.?(.*)$/.exec(path);
  if (found) return { group: found[1]!, inside: found[2]! };
  const kinds = /^(kinds\.[a-z]+)\.(.+)$/.exec(path);
  return kinds ? { group: kinds[1]!, inside: kinds[2]! } : { group: '', inside: path };
}

/** What the title of the group, or of the clause, says already. */
function isTold(inside: string, group: string): boolean {
  return inside === 'id' || inside === 'title' || (inside === 'name' && group !== '');
}

/** Nothing is added, no minimum is set, a key is told by its parts: nothing to read. */
function saysNothing(inside: string, value: unknown): boolean {
  const last = inside.split('.').at(-1);
  return ((last === 'plus' || last === 'minimum') && value === 0) || (last === 'by' && value === 'key');
}

function titleOf(group: string, values: readonly Valued[], language: Language): string {
  const named = values.find(({ path }) => path === `${group}.name` || path === `${group}.title`)?.value;
  if (typeof named === 'object' && named !== null) return (named as Text)[language];
  const id = values.find(({ path }) => path === `${group}.id`)?.value;
  if (typeof id === 'string') return wordOf(id, language);
  const [, list, place] = /^(.*?)(?:\[(\d+)\])?$/.exec(group)!;
  const label = pathLabel(list!.replace(/^kinds\./, ''), language);
  return place === undefined ? label : `${label} ${Number(place) + 1}`;
}

/** The last words of a path, `due.every` as *ogni anno il*. */
export function pathLabel(path: string, language: Language): string {
  const [, key, inside] = /^readings\.(.+)\.(nature|question|chosen|allowed|says)\b/.exec(path) ?? [];
  if (key && inside) return `${language === 'it' ? 'Lettura' : 'Reading'} ${key}, ${keyWords[inside]?.[language]}`;
  const parts = path.split(/\.|\[\d+\]\.?/).filter(Boolean);
  const words = parts.map((part) => keyWords[part]?.[language] ?? part.replaceAll(/[_-]/g, ' '));
  const shown = words.filter((word) => word !== '');
  const label = shown.join(', ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}

/** A value of a clause: money, days, numbers and known words as people read them. */
export function shownValue(path: string, value: unknown, language: Language): string {
  if (value === null || value === undefined) return language === 'it' ? 'non indicato' : 'not given';
  if (typeof value === 'boolean') return language === 'it' ? (value ? 'sì' : 'no') : value ? 'yes' : 'no';
  if (typeof value === 'number') return showNumber(value, language);
  if (typeof value === 'string') return shownText(path, value, language);
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isBand)) return value.map((band) => shownBand(band, language)).join('; ');
    return value.length === 0 ? '–' : value.map((inner) => shownValue(path, inner, language)).join(', ');
  }
  const group = value as Record<string, unknown>;
  if (typeof group[language] === 'string') return group[language];
  return Object.entries(group)
    .map(([key, inner]) => `${pathLabel(key, language).toLowerCase()} ${shownValue(key, inner, language)}`)
    .join(', ');
}

function shownText(path: string, value: string, language: Language): string {
  const day = parseDay(value);
  if (day) return showDay(day, language);
  if (/^\d{2}-\d{2}$/.test(value)) {
    const yearly = parseDay(`2027-${value}`);
    if (yearly) return showDay(yearly, language).replace(/,? 2027$/, '');
  }
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) {
    const on = parseDay(value.slice(0, 10));
    if (on) return `${showDay(on, language)}, ${value.slice(11)}`;
  }
  const amount = /^-?\d+\.\d{2}$/.test(value) && !/percent|rate/i.test(path) ? parseMoney(value) : undefined;
  if (amount !== undefined) return showMoney(amount, language).replaceAll(' ', '\u00a0');
  if (/^\d+(\.\d+)?$/.test(value)) return showNumber(value as unknown as number, language);
  return wordOf(value, language);
}

function wordOf(value: string, language: Language): string {
  return valueWords[value]?.[language] ?? (/^[a-z0-9_.-]+$/.test(value) ? value.replaceAll('_', ' ') : value);
}

type Band = { readonly upTo?: unknown; readonly votes?: unknown; readonly points?: unknown };

function isBand(value: unknown): value is Band {
  return typeof value === 'object' && value !== null && ('votes' in value || 'points' in value);
}

function shownBand({ upTo, votes, points }: Band, language: Language): string {
  const italian = language === 'it';
  const limit =
    upTo === undefined
      ? italian
        ? 'oltre'
        : 'above'
      : `${italian ? 'fino a' : 'up to'} ${shownValue('upTo', upTo, language)}`;
  return `${limit}: ${shownValue('votes', votes ?? points, language)}`;
}

type Told = { readonly says?: Readonly<Record<string, Text>> | undefined };

/** What a choice of a reading means: its own sentence, or the value. */
export function shownReading({ says }: Told, value: unknown, language: Language): string {
  return says?.[String(value)]?.[language] ?? shownValue('', value, language);
}
