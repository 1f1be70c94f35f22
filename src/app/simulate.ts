import { simulateCommand } from '../modules/simulation/module.ts';

/** `comunanza simulate …`: built whole into one file, so that it starts at once. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await simulateCommand(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  folder: process.env.COMUNANZA_CALLER_FOLDER ?? process.cwd(),
});
