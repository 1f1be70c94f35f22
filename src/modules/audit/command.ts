import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Refused } from '../../kernel/result.ts';
import type { Language } from '../../kernel/text.ts';
import type { Now } from '../../platform/action.ts';
import type { Database } from '../../platform/database/connect.ts';
import { StartFailure } from '../../platform/database/start-failure.ts';
import { archiveTrail, verifyArchive } from './archive-trail.ts';
import { commandMessages as messages } from './command-messages.ts';
import { refusals } from './rules/refusals.ts';
import type { SignedHead } from './rules/statements.ts';
import { signedHeads } from './sign-heads.ts';
import { signingKey } from './signing-key.ts';
import { type ChainReport, verifyTrail } from './verify-trail.ts';

/** The verbs that need the whole trail or the key, and so are no actions. */
export const auditVerbs = ['verify', 'head', 'key', 'archive'] as const;
export type AuditVerb = (typeof auditVerbs)[number];

export type AuditSurroundings = {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Files are named from here. */
  readonly folder: string;
  /** Where the key and the archives are. */
  readonly dataFolder: string;
  /** Where `onUnguarded` is given, tables without their guard are told to it and keep nobody out. */
  readonly open: (onUnguarded?: (failure: StartFailure) => void) => Promise<Database>;
  readonly close: () => Promise<void>;
  readonly now: () => Now;
};

const headShape = z.object({
  association: z.string(),
  number: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string(),
  signature: z.string(),
});

/**
 * `comunanza audit verify|head|key|archive`. Gives the exit status: 0 done and intact, 1 the database cannot be opened,
 * 2 bad usage, 3 a refusal or a trail that is not intact.
 */
export async function auditCommand(
  verb: AuditVerb,
  words: readonly string[],
  around: AuditSurroundings,
): Promise<number> {
  const asked = readWords(words);
  const m = messages[asked.language];
  const say = (line: string) => void around.stdout.write(`${line}\n`);
  if (asked.help) {
    around.stdout.write(m.usage);
    return 0;
  }
  if (asked.misspoken) {
    around.stderr.write(m.usage);
    return 2;
  }
  try {
    const key = signingKey(around.dataFolder);
    if (verb === 'key') {
      say(asked.json ? JSON.stringify({ key: key.publicKey }) : key.publicKey);
      return 0;
    }
    const publicKey = asked.key ?? key.publicKey;
    if (verb === 'verify' && asked.archive !== undefined) {
      const { archive, flaw } = verifyArchive(resolve(around.folder, asked.archive), publicKey);
      const { association, first, last } = archive;
      if (asked.json) say(JSON.stringify({ intact: flaw === null, association, first, last, flaw }));
      else
        say(
          flaw ? `${m.nameOf(association)}: ${flaw.says[asked.language]}` : m.archiveIntact(association, first, last),
        );
      return flaw ? 3 : 0;
    }
    const heads = asked.head === undefined ? [] : readHeads(resolve(around.folder, asked.head));
    // Whoever tampered may have left the guard of rows off: then more than ever the chain is to be looked at.
    const unguarded: StartFailure[] = [];
    const database = await around.open(verb === 'verify' ? (failure) => unguarded.push(failure) : undefined);
    const { association } = asked;
    switch (verb) {
      case 'head':
        for (const head of await signedHeads(database, key, around.now(), association)) say(JSON.stringify(head));
        return 0;
      case 'archive': {
        const folder = asked.to ? resolve(around.folder, asked.to) : join(around.dataFolder, 'audit-archive');
        const made = await archiveTrail(database, { folder, key, now: around.now(), association });
        if (asked.json) say(JSON.stringify({ archives: made }));
        else if (made.length === 0) say(m.nothingToArchive);
        else for (const one of made) say(m.archived(one.association, one.first, one.last, one.file));
        return 0;
      }
      case 'verify': {
        const chains = await verifyTrail(database, { publicKey, association, heads });
        const intact = chains.every((chain) => chain.intact);
        if (asked.json) say(JSON.stringify({ intact, chains }));
        else if (chains.length === 0) say(m.empty);
        else for (const chain of chains) say(lineOf(chain, asked.language));
        for (const { says } of unguarded) around.stderr.write(`${says[asked.language]}\n`);
        return intact && unguarded.length === 0 ? 0 : 3;
      }
    }
  } catch (error) {
    if (error instanceof Refused) {
      for (const { says, remedy } of error.refusals)
        around.stderr.write(`${says[asked.language]}${remedy ? ` ${remedy[asked.language]}` : ''}\n`);
      return 3;
    }
    if (error instanceof StartFailure) {
      around.stderr.write(`${error.says[asked.language]} ${error.remedy[asked.language]}\n`);
      return 1;
    }
    throw error;
  } finally {
    await around.close();
  }
}

function lineOf(chain: ChainReport, language: Language): string {
  const m = messages[language];
  if (chain.flaw) return m.flawed(chain.association, chain.flaw.number, chain.flaw.says[language]);
  return m.intact(chain.association, chain.entries, chain.archived, chain.heads);
}

/** Heads as `audit head` prints them: a line each, or one list. */
function readHeads(file: string): readonly SignedHead[] {
  try {
    const text = readFileSync(file, 'utf8').trim();
    const values = text.startsWith('[') ? JSON.parse(text) : text.split('\n').map((line) => JSON.parse(line));
    return z.array(headShape).min(1).parse(values);
  } catch {
    throw new Refused(refusals.unreadable(file));
  }
}

function readWords(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        association: { type: 'string' },
        head: { type: 'string' },
        archive: { type: 'string' },
        key: { type: 'string' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return { ...values, language: languageOf(values.lang), misspoken: false };
  } catch {
    const language = languageOf(words.join(' ').includes('--lang en') ? 'en' : 'it');
    return { json: false, help: false, language, misspoken: true };
  }
}

function languageOf(word: string | undefined): Language {
  return word === 'en' ? 'en' : 'it';
}
