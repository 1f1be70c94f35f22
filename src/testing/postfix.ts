import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const program = ['/usr/sbin/postfix', '/sbin/postfix'].find(existsSync);
const daemons = ['/usr/lib/postfix/sbin', '/usr/libexec/postfix'].find((folder) => existsSync(join(folder, 'master')));

/** Whether Debian's `postfix` is here and may run (scripts/debian-programs.mjs installs it where it can). */
export const postfixIsHere = program !== undefined && daemons !== undefined && userInfo().uid === 0;

export type Postfix = { readonly port: number; readonly log: () => string; readonly stop: () => Promise<void> };

/**
 * A real mail server on a free port, apart from the machine's own: delivers the addresses given into Maildirs, refuses unknown ones,
 * relays for nobody, takes 300,000 bytes at most, and offers STARTTLS with a certificate of nobody.
 *
 * @param mailboxes by address, the Maildir of each, which belongs to `owner`
 */
export async function startPostfix(
  mailboxes: Readonly<Record<string, string>>,
  owner: { readonly uid: number; readonly gid: number },
): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'postfix-'));
  chmodSync(folder, 0o755);
  const at = (name: string) => join(folder, name);
  for (const name of ['etc', 'queue', 'data']) mkdirSync(at(name));
  const id = (option: string) => Number(spawnSync('id', [option, 'postfix'], { encoding: 'utf8' }).stdout);
  chownSync(at('data'), id('-u'), id('-g'));
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=posta.example', '-days', '2'];
  execFileSync('openssl', [...request, '-keyout', at('key.pem'), '-out', at('cert.pem')], { stdio: 'ignore' });
  const port = await freePort();
  const domains = [...new Set(Object.keys(mailboxes).map((address) => address.split('@')[1]!))];
  const maps = Object.entries(mailboxes).map(([address, maildir]) => `{ ${address} = ${maildir}/ }`);
  writeFileSync(
    at('etc/main.cf'),
    `compatibility_level = 3.6
queue_directory = ${at('queue')}
data_directory = ${at('data')}
daemon_directory = ${daemons}
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${at('log')}
maillog_file_prefixes = ${folder}
myhostname = posta.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
message_size_limit = 300000
smtpd_peername_lookup = no
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_security_level = may
smtpd_tls_cert_file = ${at('cert.pem')}
smtpd_tls_key_file = ${at('key.pem')}
virtual_mailbox_domains = ${domains.join(' ')}
virtual_mailbox_base = /
virtual_mailbox_maps = inline:{ ${maps.join(', ')} }
virtual_minimum_uid = 1
virtual_uid_maps = static:${owner.uid}
virtual_gid_maps = static:${owner.gid}
`,
  );
  writeFileSync(at('etc/master.cf'), services(port));
  const ran = { env: { ...process.env, MAIL_CONFIG: at('etc') }, stdio: 'ignore' } as const;
  const server = spawn(program!, ['-c', at('etc'), 'start-fg'], ran);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const log = () => (existsSync(at('log')) ? readFileSync(at('log'), 'utf8') : '');
  await greeting(port, log);
  return {
    port,
    log,
    stop: async () => {
      spawnSync(program!, ['-c', at('etc'), 'stop'], ran);
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function services(port: number): string {
  const open = ['pickup', 'cleanup', 'qmgr', 'showq'];
  const service = (name: string, kind: string, wakes: string, most: string, command = name) =>
    `${name} ${kind} ${open.includes(name) ? 'n' : '-'} ${name === 'virtual' ? 'n' : '-'} n ${wakes} ${most} ${command}`;
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    service('pickup', 'unix', '60', '1'),
    service('cleanup', 'unix', '-', '0'),
    service('qmgr', 'unix', '300', '1'),
    service('rewrite', 'unix', '-', '-', 'trivial-rewrite'),
    service('bounce', 'unix', '-', '0'),
    service('defer', 'unix', '-', '0', 'bounce'),
    service('trace', 'unix', '-', '0', 'bounce'),
    service('proxymap', 'unix', '-', '-'),
    service('showq', 'unix', '-', '-'),
    service('error', 'unix', '-', '-'),
    service('retry', 'unix', '-', '-', 'error'),
    service('discard', 'unix', '-', '-'),
    service('virtual', 'unix', '-', '-'),
    service('smtp', 'unix', '-', '-'),
    service('anvil', 'unix', '-', '1'),
    service('tlsmgr', 'unix', '1000?', '1'),
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
}

async function greeting(port: number, log: () => string): Promise<void> {
  const until = Date.now() + 20_000;
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1').setTimeout(3000, () => socket.destroy());
      socket.once('data', () => {
        socket.end('QUIT\r\n');
        resolve(true);
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (open) return;
    if (Date.now() > until) throw new Error(`postfix does not answer\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
