import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Runs a program to its end, passing signals on, and takes over its exit code.
 *
 * `lifeline`: the program lives in a session of its own, so that Ctrl-C at the terminal reaches it through us only, once;
 * and it has a channel to us, which breaks when we are killed, so that nothing is left running.
 */
export function runToEnd(command, options, { lifeline = false, ...settings } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, options, {
      ...settings,
      detached: lifeline && process.platform !== 'win32',
      stdio: lifeline ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    });
    const atTerminal = process.stdin.isTTY || process.stdout.isTTY;
    let last = 0;
    const pass = (signal) => {
      if (!lifeline && signal === 'SIGINT' && atTerminal) return; // the terminal has told it too
      if (Date.now() - last > 1000) child.kill(signal); // npm repeats what the terminal has told us
      last = Date.now();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    if (lifeline) watchParent(() => child.kill('SIGTERM'));
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0)),
    );
  }).then((code) => {
    process.exitCode = code;
    return code;
  });
}

/** `npm start` whose npm was killed: nobody is left to stop us. npm is our parent, or the parent of the shell that is. */
function watchParent(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const above = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const whole = above();
  setInterval(() => above() === whole || stop(), 500).unref();
}

function parentOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[1];
  } catch {
    return ''; // not Linux: the parent alone is watched
  }
}
