import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { writePath } from '../agreement/rules/index.ts';
import type { FactProblem } from './simulation.ts';

/** The largest facts file taken, in characters. */
export const largestFacts = 64_000_000;

export type ParsedFacts = { readonly raw?: Record<string, unknown>; readonly problems: readonly FactProblem[] };

/** Facts written as JSON or YAML. What cannot be read, or says a key twice, is a problem at its path. */
export function parseFacts(written: string): ParsedFacts {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  if (text.length > largestFacts)
    return unreadable(
      `Il file supera ${largestFacts} caratteri.`,
      `The file has more than ${largestFacts} characters.`,
    );
  if (text.trim() === '') return unreadable('Il file dei dati è vuoto.', 'The facts file is empty.');
  let raw: unknown;
  let problems: FactProblem[];
  const first = text.trimStart()[0];
  if (first === '{' || first === '[' || first === '"') {
    try {
      raw = JSON.parse(text);
      problems = twice(duplicateKeys(text));
    } catch {
      return parseYaml(text);
    }
  } else return parseYaml(text);
  return asObject(raw, problems);
}

function parseYaml(text: string): ParsedFacts {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const error = document.errors[0];
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    return unreadable(
      `Il file non è JSON né YAML valido (riga ${line}, colonna ${col}).`,
      `The file is neither valid JSON nor valid YAML (line ${line}, column ${col}).`,
    );
  }
  const repeated: string[] = [];
  walkYaml(document.contents, [], repeated);
  try {
    return asObject(document.toJS({ maxAliasCount: 20 }), twice(repeated));
  } catch {
    return unreadable('Il file contiene troppi rimandi (alias) YAML.', 'The file has too many YAML aliases.');
  }
}

function walkYaml(node: unknown, path: (string | number)[], repeated: string[]): void {
  if (isAlias(node)) return;
  if (isMap(node)) {
    const seen = new Set<string>();
    for (const pair of node.items) {
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
      if (seen.has(key)) repeated.push(writePath([...path, key]));
      seen.add(key);
      walkYaml(pair.value, [...path, key], repeated);
    }
  } else if (isSeq(node))
    node.items.forEach((item, place) => {
      walkYaml(item, [...path, place], repeated);
    });
}

function asObject(raw: unknown, problems: FactProblem[]): ParsedFacts {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return unreadable(
      'I dati devono essere un oggetto con le sue chiavi.',
      'The facts must be an object with its keys.',
    );
  return { raw: raw as Record<string, unknown>, problems };
}

function unreadable(it: string, en: string): ParsedFacts {
  return { problems: [{ path: '', says: { it, en } }] };
}

function twice(paths: readonly string[]): FactProblem[] {
  return paths.map((path) => ({
    path,
    says: { it: 'La chiave compare due volte.', en: 'The key stands there twice.' },
  }));
}

/**
 * Paths of the keys that stand twice in one object of a valid JSON text: `JSON.parse` keeps the last without a word, and a
 * vote or a cost given twice must not pass unseen.
 */
export function duplicateKeys(json: string): string[] {
  const repeated: string[] = [];
  type Level = { keys: Set<string> | undefined; key: string; place: number };
  const levels: Level[] = [];
  let expectsKey = false;
  for (let i = 0; i < json.length; i++) {
    const character = json.charCodeAt(i);
    if (character === 0x22) {
      const start = i;
      for (i++; json.charCodeAt(i) !== 0x22; i++) if (json.charCodeAt(i) === 0x5c) i++;
      const level = levels[levels.length - 1];
      if (expectsKey && level?.keys) {
        const literal = json.slice(start + 1, i);
        level.key = literal.includes('\\') ? JSON.parse(`"${literal}"`) : literal;
        if (level.keys.has(level.key))
          repeated.push(writePath(levels.map((each) => (each.keys ? each.key : each.place))));
        level.keys.add(level.key);
        expectsKey = false;
      }
    } else if (character === 0x7b) {
      levels.push({ keys: new Set(), key: '', place: 0 });
      expectsKey = true;
    } else if (character === 0x5b) {
      levels.push({ keys: undefined, key: '', place: 0 });
      expectsKey = false;
    } else if (character === 0x7d || character === 0x5d) {
      levels.pop();
      expectsKey = false;
    } else if (character === 0x2c) {
      const level = levels[levels.length - 1];
      if (level?.keys) expectsKey = true;
      else if (level) level.place++;
    }
  }
  return repeated;
}
