import { parseArgs } from 'node:util';
import type { Language } from '../kernel/text.ts';
import { issueStartCode } from '../modules/identity/module.ts';
import { connect, type Database } from '../platform/database/connect.ts';
import { type Progress, slowSteps } from '../platform/database/progress.ts';
import { startDatabase, stopDatabase } from '../platform/database/start.ts';
import { StartFailure } from '../platform/database/start-failure.ts';
import { startJobs } from '../platform/jobs/start-jobs.ts';
import { BadMailSettings, installationServer } from '../platform/mail/mail-server.ts';
import { defineMessages } from '../platform/messages.ts';
import { checkNetworkSettings } from '../platform/outgoing/check-settings.ts';
import { checkSealingKeys } from '../platform/secrets/sealing-key.ts';
import { createServer } from '../platform/server/create-server.ts';
import { listenFailure } from '../platform/server/listen-failure.ts';
import { assemblePerform, assembleServer } from './assemble.ts';
import type { SignInOffer } from './example-accounts.ts';
import { firstLoad } from './first-load.ts';
import { jobs } from './jobs.ts';

type Settings = {
  readonly port: number;
  readonly host: string;
  readonly examples: boolean;
  /** Runs the jobs too; otherwise another process does (`comunanza work`). */
  readonly jobs: boolean;
  readonly language: Language;
};

const messages = defineMessages(
  {
    usage: `Uso: npm start -- [--port 8080] [--host 127.0.0.1] [--no-examples] [--no-jobs] [--lang it|en]

Avvia Comunanza. I dati stanno in COMUNANZA_DATA (o in ./data), oppure nel PostgreSQL di DATABASE_URL.
Alla prima partenza carica cinque associazioni di esempio; con --no-examples parte vuoto, dalla pagina di avvio.
Con --no-jobs la posta e gli altri lavori li esegue un processo a parte: comunanza work.
`,
    unknownWord: (word: string) => `«${word}» non è un’opzione, o il suo valore non torna.`,
    badPort: (port: string) => `«${port}» non è una porta: serve un numero intero fra 0 e 65535.`,
    ready: (address: string) => `Comunanza è pronta su ${address}`,
    examples: (password: string) =>
      `Cinque associazioni di esempio. Per entrare, password «${password}» e uno di questi indirizzi:`,
    start: (address: string) => `Per creare il primo accesso, aprire:\n  ${address}`,
    badMail: (example: string) => `La posta non può partire: va corretto ${example}`,
    stop: 'Ctrl-C per fermare.',
    stopping: 'Arresto in corso…',
    lost: 'La base di dati si è fermata: il servizio si ferma con lei.',
  },
  {
    usage: `Usage: npm start -- [--port 8080] [--host 127.0.0.1] [--no-examples] [--no-jobs] [--lang it|en]

Starts Comunanza. Data are in COMUNANZA_DATA (or ./data), or in the PostgreSQL of DATABASE_URL.
The first start loads five example associations; with --no-examples it starts empty, at the set-up page.
With --no-jobs mail and other jobs are run by a process of their own: comunanza work.
`,
    unknownWord: (word: string) => `“${word}” is not an option, or its value is not right.`,
    badPort: (port: string) => `“${port}” is not a port: a whole number from 0 to 65535 is needed.`,
    ready: (address: string) => `Comunanza is ready at ${address}`,
    examples: (password: string) =>
      `Five example associations. To sign in, password “${password}” and one of these addresses:`,
    start: (address: string) => `To create the first account, open:\n  ${address}`,
    badMail: (example: string) => `Mail cannot leave: please correct ${example}`,
    stop: 'Ctrl-C to stop.',
    stopping: 'Stopping…',
    lost: 'The database stopped: the service stops with it.',
  },
);

process.exitCode = await main(process.argv.slice(2));

/** Starts everything, and returns when it serves; what a person can remedy is one sentence and exit code 1. */
async function main(words: readonly string[]): Promise<number> {
  const settings = readSettings(words);
  if (typeof settings === 'number') return settings;
  const m = messages[settings.language];
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  try {
    const { progress, done } = slowSteps(settings.language, (line) => process.stderr.write(line));
    checkNetworkSettings();
    checkSealingKeys();
    const database = await startDatabase({ progress });
    const parts = assembleServer(database);
    const offers = settings.examples ? await loadExamplesInto(database, progress) : null;
    const server = await createServer({
      ...parts,
      behindProxy: process.env.COMUNANZA_BEHIND_PROXY === '1',
      ...(process.env.COMUNANZA_REQUESTS_PER_MINUTE
        ? { requestsPerMinute: Number(process.env.COMUNANZA_REQUESTS_PER_MINUTE) || 3000 }
        : {}),
    });
    done();
    let stopJobs = async () => {};
    const stop = stopper(async () => {
      await Promise.all([stopJobs(), server.close()]);
      await stopDatabase();
    }, m.stopping);
    void database.lost.then((failure) => {
      process.stderr.write(`${m.lost} ${failure.remedy[settings.language]}\n`);
      stop(1);
    });
    await server.listen({ port: settings.port, host: settings.host }).catch((error: unknown) => {
      throw listenFailure(error, settings);
    });
    if (settings.jobs) stopJobs = startJobs({ ...parts, jobs }).stop;
    const address = addressOf(settings);
    say(m.ready(address));
    sayMailTrouble(m.badMail);
    if (offers) sayOffers(offers, say, settings.language);
    const code = await issueStartCode(database);
    if (code) say(m.start(`${address}/avvio?codice=${code}`));
    say(m.stop);
    return 0;
  } catch (error) {
    await stopDatabase().catch(() => {});
    if (!(error instanceof StartFailure)) throw error;
    process.stderr.write(`${error.says[settings.language]} ${error.remedy[settings.language]}\n`);
    process.exit(1);
  }
}

/**
 * The examples, without waiting for the disk after each act: what a machine that loses power has not written yet is loaded by
 * the next start, which goes by the mark written last.
 */
async function loadExamplesInto(database: Database, progress: Progress): Promise<SignInOffer[] | null> {
  const hurried = connect({ ...database.connection, options: '-c synchronous_commit=off' });
  hurried.role = database.role;
  try {
    return await firstLoad(hurried, assemblePerform(hurried), progress, new Date());
  } finally {
    await hurried.close();
  }
}

function readSettings(words: readonly string[]): Settings | number {
  const language: Language = words[words.indexOf('--lang') + 1] === 'en' && words.includes('--lang') ? 'en' : 'it';
  const m = messages[language];
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string', default: process.env.PORT || '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        'no-examples': { type: 'boolean', default: false },
        'no-jobs': { type: 'boolean', default: false },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(m.usage);
      return 0;
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      process.stderr.write(`${m.badPort(values.port)}\n\n${m.usage}`);
      return 2;
    }
    return { port, host: values.host, examples: !values['no-examples'], jobs: !values['no-jobs'], language };
  } catch (error) {
    const word = /'(-[^' =]*)/.exec((error as Error).message)?.[1] ?? /'([^']+)'/.exec((error as Error).message)?.[1];
    process.stderr.write(`${word ? `${m.unknownWord(word)}\n\n` : ''}${m.usage}`);
    return 2;
  }
}

/** Whoever set a mail server wrongly learns it here, not from letters that never arrive. */
function sayMailTrouble(says: (example: string) => string): void {
  try {
    installationServer();
  } catch (error) {
    if (!(error instanceof BadMailSettings)) throw error;
    process.stderr.write(`${says(error.message)}\n`);
  }
}

function sayOffers(offers: readonly SignInOffer[], say: (line: string) => void, language: Language): void {
  const [first] = offers;
  if (!first) return;
  say(messages[language].examples(first.password));
  const width = Math.max(...offers.map((offer) => offer.email.length));
  for (const offer of offers) say(`  ${offer.email.padEnd(width)}  ${offer.as[language]}`);
}

function addressOf({ host, port }: Settings): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${shown}:${port}`;
}

/** Stops once, whoever asks: Ctrl-C, a signal, the launcher that went away. A second Ctrl-C does not wait. */
function stopper(close: () => Promise<void>, stopping: string): (code: number) => void {
  let asked = false;
  const stop = (code: number) => {
    if (asked) process.exit(130);
    asked = true;
    process.stderr.write(`${stopping}\n`);
    close().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  process.on('disconnect', () => stop(0));
  return stop;
}
