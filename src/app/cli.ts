import { text } from '../kernel/text.ts';
import { auditCommand, auditVerbs } from '../modules/audit/module.ts';
import { personByEmail } from '../modules/identity/module.ts';
import { runCommandLine } from '../platform/cli/command-line.ts';
import type { OtherCommand } from '../platform/cli/help.ts';
import { systemClock } from '../platform/clock.ts';
import { slowSteps } from '../platform/database/progress.ts';
import { dataPlace, startDatabase, stopDatabase } from '../platform/database/start.ts';
import type { StartFailure } from '../platform/database/start-failure.ts';
import { assemblePerform } from './assemble.ts';
import { modules } from './modules.ts';

/** `comunanza …`: the actions of every module, and the commands that are none. */
const others: readonly OtherCommand[] = [
  { name: 'simulate', about: text('le regole, senza server né base di dati', 'the rules, without server or database') },
  { name: 'agreement check', about: text('controlla un documento di convenzione', 'checks an agreement document') },
  { name: 'agreement schema', about: text('lo schema JSON dei documenti', 'the JSON Schema of documents') },
  { name: 'audit verify', about: text('verifica il registro delle operazioni', 'verifies the audit trail') },
  { name: 'audit head', about: text('la testa firmata del registro', 'the signed head of the audit trail') },
  { name: 'audit key', about: text('la chiave pubblica delle firme', 'the public key of the signatures') },
  { name: 'audit archive', about: text('archivia le voci scadute', 'archives entries past their time') },
  { name: 'backup', about: text('una copia di tutto in un file', 'a copy of everything in a file') },
  { name: 'restore', about: text('ripristina una copia', 'restores a copy') },
  { name: 'keys', about: text('cambia la chiave che sigilla i segreti', 'changes the key that seals secrets') },
  { name: 'mail test', about: text('prova il server di posta', 'tries the mail server') },
  { name: 'jobs status', about: text('come vanno i lavori', 'how the jobs go') },
  { name: 'work', about: text('esegue i lavori in un processo a parte', 'runs the jobs in a process of their own') },
];

const streams = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr };
const folder = process.env.COMUNANZA_CALLER_FOLDER ?? process.cwd();

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await dispatch(process.argv.slice(2));

async function dispatch(words: readonly string[]): Promise<number> {
  const [first, second, ...rest] = words;
  if (first === 'agreement' && (second === 'check' || second === 'schema')) {
    const { agreementCommand } = await import('../modules/simulation/module.ts');
    return agreementCommand([second, ...rest], { ...streams, folder });
  }
  if (first === 'simulate') {
    const { simulateCommand } = await import('../modules/simulation/module.ts');
    return simulateCommand(words.slice(1), { ...streams, folder });
  }
  if (first === 'backup' || first === 'restore') {
    const { runBackup, runRestore } = await import('../platform/backup/command.ts');
    return (first === 'backup' ? runBackup : runRestore)(words.slice(1), { ...streams, folder });
  }
  if (first === 'mail' && second === 'test') {
    const { mailCommand } = await import('../modules/operations/module.ts');
    return mailCommand(rest, streams);
  }
  if (first === 'keys') {
    const { keysCommand } = await import('./keys-command.ts');
    const open = () => startDatabase({ whenBusy: 'join' });
    return keysCommand(words.slice(1), { ...streams, open, close: stopDatabase });
  }
  if (first === 'jobs' && second === 'status') return dispatch(['operations', 'list-jobs', ...rest]);
  if (first === 'work') {
    const { runWork } = await import('./work.ts');
    return runWork(words.slice(1), streams);
  }
  const verb = first === 'audit' ? auditVerbs.find((one) => one === second) : undefined;
  if (verb) {
    const { dataFolder } = dataPlace();
    const open = (onUnguarded?: (failure: StartFailure) => void) => startDatabase({ whenBusy: 'join', onUnguarded });
    return auditCommand(verb, rest, { ...streams, folder, dataFolder, open, close: stopDatabase, now: systemClock });
  }
  return runCommandLine(
    {
      modules,
      others,
      open: async (language) => {
        const { progress, done } = slowSteps(language, (line) => process.stderr.write(line));
        const database = await startDatabase({ whenBusy: 'join', progress });
        done();
        return {
          perform: assemblePerform(database),
          personByEmail: (email) => personByEmail(database, email, systemClock()),
          close: stopDatabase,
        };
      },
    },
    words,
    { ...streams, folder, environment: process.env },
  );
}
