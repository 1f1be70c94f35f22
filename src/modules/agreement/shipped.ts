import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AgreementDocument, checkDocument } from './rules/index.ts';

/** An agreement document with its text as written and the hash that proves it. */
export type LoadedDocument = {
  readonly document: AgreementDocument;
  readonly written: string;
  readonly sha256: string;
};

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export function sha256(written: string): string {
  return createHash('sha256').update(written, 'utf8').digest('hex');
}

/** The folder above which `agreements/` or the built `agreements.json` stands. */
function above(name: string): string | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (folder === dirname(folder)) return undefined;
  }
}

type Built = Record<string, { document: AgreementDocument; written: string; sha256: string }>;
let built: Built | undefined;
const read = new Map<string, LoadedDocument>();

function builtAgreements(): Built {
  if (!built) {
    const beside = join(dirname(fileURLToPath(import.meta.url)), 'agreements.json');
    built = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as Built) : {};
  }
  return built;
}

/** Ids of the agreements that come with the product. */
export function shippedNames(): string[] {
  const fromBuild = Object.keys(builtAgreements());
  if (fromBuild.length > 0) return fromBuild;
  const folder = above('agreements');
  return folder
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => basename(name, '.yaml'))
    : [];
}

/** A shipped agreement by its id; undefined when there is none of that name. The build has checked it. */
export function shippedAgreement(name: string): LoadedDocument | undefined {
  const ready = builtAgreements()[name];
  if (ready) return ready;
  const known = read.get(name);
  if (known) return known;
  const folder = above('agreements');
  if (!folder || !/^[a-z0-9-]+$/.test(name) || !existsSync(join(folder, `${name}.yaml`))) return undefined;
  const written = readFileSync(join(folder, `${name}.yaml`), 'utf8');
  const checked = checkDocument(written);
  if (!checked.ok)
    throw new Error(
      `agreements/${name}.yaml: ${checked.problems.map((problem) => `line ${problem.line}: ${problem.says.en}`).join(' ')}`,
    );
  const loaded = { document: checked.document, written, sha256: sha256(written) };
  read.set(name, loaded);
  return loaded;
}
