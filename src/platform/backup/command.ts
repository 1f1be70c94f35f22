import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { Refused } from '../../kernel/result.ts';
import type { Language } from '../../kernel/text.ts';
import { type Database, openDatabase } from '../database/connect.ts';
import { type Progress, slowSteps } from '../database/progress.ts';
import { dataPlace } from '../database/start.ts';
import { StartFailure } from '../database/start-failure.ts';
import { defineMessages } from '../messages.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

export type Surroundings = { readonly stdout: Writable; readonly stderr: Writable; readonly folder: string };

const messages = defineMessages(
  {
    backupUsage: `Uso: comunanza backup FILE [--json] [--lang it|en]

Scrive in FILE una copia coerente di tutta l’installazione, anche mentre il servizio è in funzione. La copia contiene ogni
dato, anche riservato: va custodita come la base di dati.

Esempio: comunanza backup comunanza-2027-01-31.zip
`,
    restoreUsage: `Uso: comunanza restore FILE [--json] [--lang it|en]

Ripristina una copia in una base di dati vuota (COMUNANZA_DATA o DATABASE_URL), a servizio fermo. Il file è verificato per
intero prima di scrivere: una copia danneggiata è rifiutata tutta.

Esempio: COMUNANZA_DATA=./ripristino comunanza restore comunanza-2027-01-31.zip
`,
    oneFile: 'Indicare un file, uno solo.',
    backedUp: (file: string, tables: number, rows: number, bytes: number) =>
      `Copia scritta in ${file}: ${tables} tabelle, ${rows} righe, ${bytes} byte.`,
    restored: (created: string, tables: number, rows: number) =>
      `Ripristinata la copia del ${created}: ${tables} tabelle, ${rows} righe.`,
  },
  {
    backupUsage: `Usage: comunanza backup FILE [--json] [--lang it|en]

Writes into FILE one consistent backup of the whole installation, also while the service runs. It contains all data,
confidential ones too: keep it as you keep the database.

Example: comunanza backup comunanza-2027-01-31.zip
`,
    restoreUsage: `Usage: comunanza restore FILE [--json] [--lang it|en]

Restores a backup into an empty database (COMUNANZA_DATA or DATABASE_URL) while the service is stopped. The file is verified
whole before anything is written: a damaged one is refused whole.

Example: COMUNANZA_DATA=./restored comunanza restore comunanza-2027-01-31.zip
`,
    oneFile: 'Name one file, and only one.',
    backedUp: (file: string, tables: number, rows: number, bytes: number) =>
      `Backup written to ${file}: ${tables} tables, ${rows} rows, ${bytes} bytes.`,
    restored: (created: string, tables: number, rows: number) =>
      `Restored the backup of ${created}: ${tables} tables, ${rows} rows.`,
  },
);

/** `comunanza backup FILE`. Gives the exit status: 0 done, 1 the database cannot be opened, 2 bad usage, 3 a refusal. */
export function runBackup(words: readonly string[], surroundings: Surroundings = ordinary()): Promise<number> {
  return run(words, surroundings, 'backupUsage', 'join', async (database, file, progress, language) => {
    const made = await backup(database, file, progress);
    return { ...made, says: messages[language].backedUp(made.file, made.tables, made.rows, made.bytes) };
  });
}

/** `comunanza restore FILE`. Exit statuses as `runBackup`. */
export function runRestore(words: readonly string[], surroundings: Surroundings = ordinary()): Promise<number> {
  return run(words, surroundings, 'restoreUsage', 'refuse', async (database, file, progress, language) => {
    const restored = await restore(database, file, { progress });
    return { ...restored, says: messages[language].restored(restored.created, restored.tables, restored.rows) };
  });
}

async function run(
  words: readonly string[],
  { stdout, stderr, folder }: Surroundings,
  usage: 'backupUsage' | 'restoreUsage',
  whenBusy: 'join' | 'refuse',
  work: (database: Database, file: string, progress: Progress, language: Language) => Promise<{ says: string }>,
): Promise<number> {
  const asked = readWords(words);
  const { language } = asked;
  if (asked.help) {
    stdout.write(messages[language][usage]);
    return 0;
  }
  const { file } = asked;
  if (file === undefined) {
    stderr.write(`${messages[language].oneFile}\n\n${messages[language][usage]}`);
    return 2;
  }
  const { progress, done: quiet } = slowSteps(language, (line) => stderr.write(line));
  let database: Database | undefined;
  try {
    database = await openDatabase({ ...dataPlace(), whenBusy, progress, connections: 2 });
    const { says, ...done } = await work(database, resolve(folder, file), progress, language);
    stdout.write(asked.json ? `${JSON.stringify(done)}\n` : `${says}\n`);
    return 0;
  } catch (error) {
    if (error instanceof Refused) {
      for (const { says, remedy } of error.refusals) {
        stderr.write(`${says[language]}${remedy ? ` ${remedy[language]}` : ''}\n`);
      }
      return 3;
    }
    if (error instanceof StartFailure) {
      stderr.write(`${error.says[language]} ${error.remedy[language]}\n`);
      return 1;
    }
    throw error;
  } finally {
    quiet();
    await database?.close();
  }
}

function readWords(words: readonly string[]): {
  file: string | undefined;
  json: boolean;
  help: boolean;
  language: Language;
} {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, lang: { type: 'string' } },
    });
    const language = values.lang === 'en' ? 'en' : 'it';
    return {
      file: positionals.length === 1 ? positionals[0] : undefined,
      json: values.json ?? false,
      help: values.help ?? false,
      language,
    };
  } catch {
    return { file: undefined, json: false, help: false, language: words.join(' ').includes('--lang en') ? 'en' : 'it' };
  }
}

function ordinary(): Surroundings {
  return { stdout: process.stdout, stderr: process.stderr, folder: process.cwd() };
}
