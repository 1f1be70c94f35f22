import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { writePath } from '../agreement/rules/index.ts';
import type { FactProblem } from './simulation.ts';

/** The largest facts file taken, in characters. */
export const largestFacts = 64_000_000;

/** How far lists and objects may stand in one another: facts need six. */
const deepest = 100;

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
      const keys = walkJson(text);
      if (keys.depth > deepest) return tooDeep();
      problems = twice(keys.repeated);
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
  if (!walkYaml(document.contents, [], repeated, { document, nodes: new Set() })) return tooDeep();
  try {
    return asObject(document.toJS({ maxAliasCount: 20 }), twice(repeated));
  } catch {
    return unreadable('Il file contiene troppi rimandi (alias) YAML.', 'The file has too many YAML aliases.');
  }
}

/** Notes the keys that stand twice. False where the nodes stand too deep in one another, or one within itself by an alias. */
function walkYaml(node: unknown, path: (string | number)[], repeated: string[], within: WithinYaml): boolean {
  if (path.length > deepest) return false;
  if (isAlias(node)) return !within.nodes.has(node.resolve(within.document));
  if (!isMap(node) && !isSeq(node)) return true;
  within.nodes.add(node);
  const fits = isMap(node)
    ? walkYamlMap(node, path, repeated, within)
    : node.items.every((item, place) => walkYaml(item, [...path, place], repeated, within));
  within.nodes.delete(node);
  return fits;
}

/** The document, and the nodes around the one being walked. */
type WithinYaml = { readonly document: Document; readonly nodes: Set<unknown> };

function walkYamlMap({ items }: YAMLMap, path: (string | number)[], repeated: string[], within: WithinYaml): boolean {
  const seen = new Set<string>();
  return items.every(({ key: written, value }) => {
    const key = String(isScalar(written) ? written.value : written);
    if (seen.has(key)) repeated.push(writePath([...path, key]));
    seen.add(key);
    return walkYaml(value, [...path, key], repeated, within);
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

function tooDeep(): ParsedFacts {
  return unreadable(
    `Nel file gli elenchi e gli oggetti stanno uno nell'altro per più di ${deepest} livelli.`,
    `In the file lists and objects stand in one another more than ${deepest} levels deep.`,
  );
}

function twice(paths: readonly string[]): FactProblem[] {
  return paths.map((path) => ({
    path,
    says: { it: 'La chiave compare due volte.', en: 'The key stands there twice.' },
  }));
}

/**
 * Paths of the keys that stand twice in one object of a valid JSON text: `JSON.parse` keeps the last without a word, and a
 * vote or a cost given twice must not pass unseen. And how deep lists and objects stand in one another.
 */
function walkJson(json: string): { readonly repeated: readonly string[]; readonly depth: number } {
  const repeated: string[] = [];
  let depth = 0;
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
      depth = Math.max(depth, levels.push({ keys: new Set(), key: '', place: 0 }));
      expectsKey = true;
    } else if (character === 0x5b) {
      depth = Math.max(depth, levels.push({ keys: undefined, key: '', place: 0 }));
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
  return { repeated, depth };
}
