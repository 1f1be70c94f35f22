import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const program = ['/usr/sbin/dovecot', '/sbin/dovecot'].find(existsSync);

/** Whether Debian's `dovecot-imapd` is here (scripts/debian-programs.mjs installs it where it can). */
export const dovecotIsHere = program !== undefined;

export type Dovecot = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The Maildir itself, and whose it is: where another server delivers. */
  readonly maildir: string;
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Puts a message into the mailbox, as a delivery does. */
  readonly deliver: (raw: Buffer) => void;
  /** The server forgets how it counted: `UIDVALIDITY` is another. */
  readonly countAnew: () => void;
  readonly stop: () => Promise<void>;
};

/** A real IMAP server with one mailbox, on a free port, without encryption. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
  chmodSync(folder, 0o755);
  const owner = ownerOfMail();
  const maildir = join(folder, 'mail');
  for (const part of ['', 'new', 'cur', 'tmp']) {
    mkdirSync(join(maildir, part), { recursive: true });
    if (owner.uid !== userInfo().uid) chownSync(join(maildir, part), owner.uid, owner.gid);
  }
  const port = await freePort();
  const password = 'neve alta';
  const conf = join(folder, 'dovecot.conf');
  writeFileSync(join(folder, 'users'), `pec:{PLAIN}${password}\n`, { mode: 0o644 });
  writeFileSync(conf, configuration({ folder, maildir, port, owner: owner.name }));
  const server = spawn(program!, ['-F', '-c', conf], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await listening(port);
  let delivered = 0;
  return {
    port,
    user: 'pec',
    password,
    maildir,
    owner,
    deliver: (raw) => {
      delivered += 1;
      const path = join(maildir, 'new', `${1_700_000_000 + delivered}.M${delivered}P1.host`);
      writeFileSync(path, raw, { mode: 0o644 });
      if (owner.uid !== userInfo().uid) chownSync(path, owner.uid, owner.gid);
    },
    countAnew: () => {
      for (const name of ['dovecot-uidlist', 'dovecot.index', 'dovecot.index.log', 'dovecot.index.cache'])
        rmSync(join(maildir, name), { force: true });
      rmSync(join(maildir, 'dovecot-uidvalidity'), { force: true });
    },
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Dovecot never reads mail as root. */
function ownerOfMail(): { readonly name: string; readonly uid: number; readonly gid: number } {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { name: username, uid, gid };
  const of = (option: string) => Number(spawnSync('id', [option, 'mail'], { encoding: 'utf8' }).stdout);
  return { name: 'mail', uid: of('-u'), gid: of('-g') };
}

function configuration(of: { folder: string; maildir: string; port: number; owner: string }): string {
  const own = userInfo().uid === 0 ? '' : `default_internal_user = ${of.owner}\ndefault_login_user = ${of.owner}\n`;
  return `base_dir = ${of.folder}/run
state_dir = ${of.folder}/state
log_path = ${of.folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
${own}mail_location = maildir:${of.maildir}
passdb {
  driver = passwd-file
  args = ${of.folder}/users
}
userdb {
  driver = static
  args = uid=${of.owner} gid=${of.owner} home=${of.maildir}
}
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${of.port}
  }
  inet_listener imaps {
    port = 0
  }
}
`;
}

async function listening(port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (let tries = 0; ; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('data', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    if (tries > 100) throw new Error('dovecot does not answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
