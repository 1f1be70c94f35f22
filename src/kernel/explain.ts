import { showDay } from './day.ts';
import type { Fraction } from './fraction.ts';
import { reduce, toDecimal, toShortestDecimal } from './fraction.ts';
import { formatMoney, showMoney } from './money.ts';
import type { Source } from './source.ts';
import type { Language, Text } from './text.ts';
import type { Trace, Value, Why } from './trace.ts';

/** Explanations as people read them and as programs take them. */

/** A number as people write it: `20.500` in Italian, `20,500` in English. */
export function showNumber(number: number | bigint, language: Language): string {
  const [whole, decimals] = String(number).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
  return decimals ? `${grouped}${language === 'it' ? ',' : '.'}${decimals}` : grouped;
}

function showFraction(value: Fraction, language: Language): string {
  const { num, den } = reduce(value);
  if (den === 1n) return showNumber(num, language);
  return `${showNumber(num, language)}/${showNumber(den, language)}`;
}

function showDecimal(decimal: string, language: Language): string {
  const [whole, decimals] = decimal.split('.') as [string, string?];
  const grouped = showNumber(BigInt(whole.replace('-', '')), language);
  return `${whole.startsWith('-') ? '-' : ''}${grouped}${decimals ? `${language === 'it' ? ',' : '.'}${decimals}` : ''}`;
}

export function inLanguage(text: string | Text, language: Language): string {
  return typeof text === 'string' ? text : text[language];
}

/** A value as a person reads it: money, numbers, days and percentages in the manner of the language. */
export function showValue(value: Value, language: Language): string {
  switch (value.kind) {
    case 'money':
      return showMoney(value.cents, language);
    case 'number':
      return value.unit
        ? `${showNumber(value.number, language)} ${value.unit[language]}`
        : showNumber(value.number, language);
    case 'fraction':
      return showFraction(value.fraction, language);
    case 'percent':
      return `${showDecimal(toDecimal({ num: value.fraction.num * 100n, den: value.fraction.den }, value.decimals ?? 2), language)}%`;
    case 'day':
      return showDay(value.day, language);
    case 'time':
      return `${showDay(value.time.slice(0, 10) as never, language)}, ${language === 'it' ? 'ore ' : ''}${value.time.slice(11)}`;
    case 'truth':
      return language === 'it' ? (value.truth ? 'sì' : 'no') : value.truth ? 'yes' : 'no';
    case 'words':
      return inLanguage(value.words, language);
  }
}

/** `art. 13 c. 1, in vigore dal 28 dicembre 2012 (Delibera n. 114)`. */
export function showSource(source: Source, language: Language): string {
  const since = source.since
    ? `${language === 'it' ? 'in vigore dal' : 'in force since'} ${showDay(source.since, language)}`
    : '';
  return [source.article, since].filter(Boolean).join(', ') + (source.by ? ` (${source.by})` : '');
}

/** Why a value is what it is, as the second half of a sentence. */
export function showWhy(why: Why, language: Language): string {
  const italian = language === 'it';
  switch (why.kind) {
    case 'source':
      return showSource(why.source, language);
    case 'fact':
      return `${italian ? 'registro' : 'register'} ${why.register}, ${why.on}${why.evidence ? ` (${why.evidence})` : ''}`;
    case 'given':
      return why.when
        ? `${italian ? 'dato indicato' : 'given'} ${why.when}`
        : italian
          ? 'dato indicato da chi calcola'
          : 'given by who computes';
    case 'step':
      return why.how[language];
    case 'reading':
      return `${italian ? 'lettura' : 'reading'} ${why.key} = ${why.chosen}${why.source ? `, ${why.source.article}` : ''}`;
    case 'assumed':
      return why.because[language];
  }
}

/** One line of an explanation: `quota di Londa: 7.019,16 € — …`. */
export function showTrace(trace: Trace, language: Language): string {
  return `${trace.what[language]}: ${showValue(trace.value, language)} — ${showWhy(trace.why, language)}`;
}

/** The whole tree as indented lines, for terminals. */
export function traceLines(trace: Trace, language: Language, depth = 0): string[] {
  return [
    `${'  '.repeat(depth)}${showTrace(trace, language)}`,
    ...trace.from.flatMap((below) => traceLines(below, language, depth + 1)),
  ];
}

/** A value as JSON text: money and decimals as texts, nothing lost. */
export function valueText(value: Value, language: Language): string {
  switch (value.kind) {
    case 'money':
      return `{"kind":"money","amount":"${formatMoney(value.cents)}"}`;
    case 'number': {
      const number = typeof value.number === 'bigint' ? `"${value.number}"` : JSON.stringify(value.number);
      return `{"kind":"number","number":${number}${value.unit ? `,"unit":${JSON.stringify(value.unit[language])}` : ''}}`;
    }
    case 'fraction': {
      const { num, den } = reduce(value.fraction);
      return `{"kind":"fraction","fraction":"${num}/${den}"}`;
    }
    case 'percent': {
      const hundredfold = { num: value.fraction.num * 100n, den: value.fraction.den };
      return `{"kind":"percent","percent":"${toShortestDecimal(hundredfold, value.decimals ?? 2)}"}`;
    }
    case 'day':
      return `{"kind":"day","day":"${value.day}"}`;
    case 'time':
      return `{"kind":"time","time":"${value.time}"}`;
    case 'truth':
      return `{"kind":"truth","truth":${value.truth}}`;
    case 'words':
      return `{"kind":"words","words":${JSON.stringify(inLanguage(value.words, language))}}`;
  }
}

const sourcesWritten = new WeakMap<Source, string>();

/** A source as JSON text; the sources of an agreement are few and stand below every explanation. */
function sourceText(source: Source): string {
  let text = sourcesWritten.get(source);
  if (text === undefined) {
    text = JSON.stringify(source);
    sourcesWritten.set(source, text);
  }
  return text;
}

function whyText(why: Why, language: Language): string {
  switch (why.kind) {
    case 'step':
      return `{"kind":"step","how":${JSON.stringify(why.how[language])}}`;
    case 'source':
      return `{"kind":"source","source":${sourceText(why.source)}}`;
    case 'reading': {
      const source = why.source ? `,"source":${sourceText(why.source)}` : '';
      return `{"kind":"reading","key":${JSON.stringify(why.key)},"chosen":${JSON.stringify(why.chosen)}${source}}`;
    }
    case 'assumed':
      return `{"kind":"assumed","because":${JSON.stringify(why.because[language])}}`;
    default:
      return JSON.stringify(why);
  }
}

/** How many texts are kept while an answer is written: beyond them what is shared is written again. */
const mostWritten = 20_000;

/**
 * An explanation as JSON text in one language. What stands below several explanations is written once and kept in
 * `written`: give the same map for all explanations of one answer.
 */
export function traceText(trace: Trace, language: Language, written: Map<Trace, string> = new Map()): string {
  const lasting = trace.why.kind === 'reading' ? readingsWritten[language] : written;
  const known = lasting.get(trace);
  if (known !== undefined) return known;
  let from = '';
  for (const below of trace.from) from += `${from && ','}${traceText(below, language, written)}`;
  const text = `{"what":${JSON.stringify(trace.what[language])},"value":${valueText(trace.value, language)},"why":${whyText(trace.why, language)},"from":[${from}]}`;
  if (written.size >= mostWritten) written.clear();
  lasting.set(trace, text);
  return text;
}

/** A reading is one trace for all the answers in which a clause is in force: written once for all of them. */
const readingsWritten: Record<Language, WeakMap<Trace, string>> = { it: new WeakMap(), en: new WeakMap() };
