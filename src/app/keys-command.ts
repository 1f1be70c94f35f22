import { parseArgs } from 'node:util';
import type { Language } from '../kernel/text.ts';
import type { Database } from '../platform/database/connect.ts';
import { StartFailure } from '../platform/database/start-failure.ts';
import { defineMessages } from '../platform/messages.ts';
import { addSealingKey, sealingKeyNames } from '../platform/secrets/sealing-key.ts';
import { resealAll } from './reseal-all.ts';

const messages = defineMessages(
  {
    usage: `Uso: comunanza keys rotate|reseal|status [--lang it|en]

  rotate   mette una chiave nuova davanti alle altre e sigilla di nuovo tutti i segreti con quella
  reseal   sigilla di nuovo con la prima chiave, dopo averla messa da sé in COMUNANZA_SECRETS_KEY
  status   dice quali chiavi ci sono e quanti segreti apre ciascuna

Anche mentre il servizio è in funzione. Una chiave che non apre più nulla si toglie dal suo file dopo un giorno.
`,
    inVariable:
      'Le chiavi sono scritte in COMUNANZA_SECRETS_KEY, che questo programma non può cambiare. Mettere lì una chiave nuova davanti a quella in uso (openssl rand -base64 32), separate da una virgola, riavviare, e dare: comunanza keys reseal.',
    key: (name: string, count: number, first: boolean) =>
      `${name}  ${count === 1 ? '1 segreto' : `${count} segreti`}${first ? ', in uso' : ''}`,
    unnamed: 'senza nome (di prima)',
    resealed: (count: number) =>
      count === 1 ? '1 segreto sigillato di nuovo.' : `${count} segreti sigillati di nuovo.`,
    unread: (count: number) =>
      `${count === 1 ? '1 segreto non si legge' : `${count} segreti non si leggono`} con nessuna di queste chiavi: restano come sono.`,
  },
  {
    usage: `Usage: comunanza keys rotate|reseal|status [--lang it|en]

  rotate   puts a new key before the others and seals every secret anew with it
  reseal   seals anew with the first key, after you put it into COMUNANZA_SECRETS_KEY yourself
  status   says which keys there are and how many secrets each opens

Also while the service runs. A key that opens nothing any more is taken out of its file after a day.
`,
    inVariable:
      'The keys are written in COMUNANZA_SECRETS_KEY, which this program cannot change. Put a new key there before the one in use (openssl rand -base64 32), with a comma between, start again, and run: comunanza keys reseal.',
    key: (name: string, count: number, first: boolean) =>
      `${name}  ${count === 1 ? '1 secret' : `${count} secrets`}${first ? ', in use' : ''}`,
    unnamed: 'without a name (of before)',
    resealed: (count: number) => (count === 1 ? '1 secret sealed anew.' : `${count} secrets sealed anew.`),
    unread: (count: number) =>
      `${count === 1 ? '1 secret is opened' : `${count} secrets are opened`} by none of these keys: left as they are.`,
  },
);

type Surroundings = {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly open: () => Promise<Database>;
  readonly close: () => Promise<void>;
};

/** `comunanza keys …`: 0 done, 1 what a person has to mend first, 2 bad usage. */
export async function keysCommand(words: readonly string[], around: Surroundings): Promise<number> {
  const { stdout, stderr } = around;
  const language: Language = words.includes('--lang') && words[words.indexOf('--lang') + 1] === 'en' ? 'en' : 'it';
  const m = messages[language];
  let verb: string | undefined;
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      stdout.write(m.usage);
      return 0;
    }
    verb = positionals.length === 1 ? positionals[0] : undefined;
  } catch {}
  if (verb !== 'rotate' && verb !== 'reseal' && verb !== 'status') {
    stderr.write(m.usage);
    return 2;
  }
  try {
    const database = await around.open();
    if (verb === 'rotate' && !addSealingKey()) {
      stderr.write(`${m.inVariable}\n`);
      return 1;
    }
    const done = await resealAll(database, { change: verb !== 'status' });
    if (verb !== 'status') stdout.write(`${m.resealed(done.resealed)}\n`);
    for (const [place, name] of sealingKeyNames().entries())
      stdout.write(`${m.key(name, done.byKey.get(name) ?? 0, place === 0)}\n`);
    const before = done.byKey.get('') ?? 0;
    if (before > 0) stdout.write(`${m.key(m.unnamed, before, false)}\n`);
    if (done.unread > 0) stderr.write(`${m.unread(done.unread)}\n`);
    return done.unread > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    stderr.write(`${error.says[language]} ${error.remedy[language]}\n`);
    return 1;
  } finally {
    await around.close();
  }
}
