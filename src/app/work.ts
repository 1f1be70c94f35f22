import { parseArgs } from 'node:util';
import type { Language } from '../kernel/text.ts';
import { systemClock } from '../platform/clock.ts';
import { startDatabase, stopDatabase } from '../platform/database/start.ts';
import { StartFailure } from '../platform/database/start-failure.ts';
import { stopWhenAsked } from '../platform/database/stop-when-asked.ts';
import { startJobs } from '../platform/jobs/start-jobs.ts';
import { defineMessages } from '../platform/messages.ts';
import { checkNetworkSettings } from '../platform/outgoing/check-settings.ts';
import { checkSealingKeys } from '../platform/secrets/sealing-key.ts';
import { assemblePerform } from './assemble.ts';
import { jobs } from './jobs.ts';

const messages = defineMessages(
  {
    usage: `Uso: comunanza work [--lang it|en]

Esegue i lavori (consegna della posta, avvisi ai programmi collegati, firme giornaliere) in un processo a parte, accanto a
quello che serve le pagine. Chi usa un processo solo non ne ha bisogno: li esegue già «npm start», se non è avviato con
--no-jobs.
`,
    ready: (count: number) => `${count} lavori in esecuzione. Ctrl-C per fermare.`,
  },
  {
    usage: `Usage: comunanza work [--lang it|en]

Runs the jobs (delivery of mail, notices to connected programs, daily signatures) in a process of their own, beside the one
that serves the pages. With a single process it is not needed: “npm start” runs them already, unless it was given --no-jobs.
`,
    ready: (count: number) => `${count} jobs running. Ctrl-C to stop.`,
  },
);

type Streams = { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream };

/** `comunanza work`: runs the jobs until asked to stop. Gives the exit status when it could not begin. */
export async function runWork(words: readonly string[], { stdout, stderr }: Streams): Promise<number> {
  const language: Language = words.includes('--lang') && words[words.indexOf('--lang') + 1] === 'en' ? 'en' : 'it';
  const m = messages[language];
  try {
    const options = { help: { type: 'boolean', short: 'h' }, lang: { type: 'string' } } as const;
    const { values } = parseArgs({ args: [...words], options });
    if (values.help) {
      stdout.write(m.usage);
      return 0;
    }
  } catch {
    stderr.write(m.usage);
    return 2;
  }
  let stop = async () => {};
  stopWhenAsked(async () => {
    await stop();
    await stopDatabase();
  });
  try {
    checkNetworkSettings();
    checkSealingKeys();
    const database = await startDatabase({ whenBusy: 'join' });
    const running = startJobs({ database, perform: assemblePerform(database), clock: systemClock, jobs });
    stop = running.stop;
    await running.ready;
    stdout.write(`${m.ready(jobs.length)}\n`);
    void database.lost.then(() => process.exit(1));
    return await new Promise<number>(() => {});
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    stderr.write(`${error.says[language]} ${error.remedy[language]}\n`);
    return 1;
  }
}
