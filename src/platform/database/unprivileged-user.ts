import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startFailures } from './start-failures.ts';

/** Numbers of an account of the operating system. */
export type SystemUser = { readonly uid: number; readonly gid: number };

/**
 * The account that runs PostgreSQL when the program is started by root, who may not: `comunanza`, created where missing,
 * else one that every system has. Undefined when not root: then the user himself runs it.
 * Refuses `no-unprivileged-user`.
 */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = account('comunanza') ?? create() ?? account('nobody');
  if (!found || found.uid === 0) throw startFailures.noUnprivilegedUser();
  return found;
}

function create(): SystemUser | undefined {
  const ways: [string, string[]][] = [
    [
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        'comunanza',
      ],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', 'comunanza']],
  ];
  for (const [command, options] of ways) {
    try {
      execFileSync(command, options, {
        stdio: 'ignore',
        timeout: 20_000,
        env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
      });
    } catch {}
    const made = account('comunanza');
    if (made) return made;
  }
  return undefined;
}

function account(name: string): SystemUser | undefined {
  let accounts: string;
  try {
    accounts = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return undefined;
  }
  const fields = accounts
    .split('\n')
    .map((line) => line.split(':'))
    .find((line) => line[0] === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : undefined;
}
