import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './project.mjs';

/** The Debian packages that tests use, each with a program that shows it is there. */
const packages = {
  chromium: 'chromium',
  'poppler-utils': 'pdfinfo',
  'libxml2-utils': 'xmllint',
  openssl: 'openssl',
  'dovecot-imapd': 'dovecot',
  postfix: 'postfix',
};

/**
 * Installs what is missing where that is possible (root, apt-get, network), within a time limit. Elsewhere the tests that
 * need it are skipped and say so.
 */
export async function installPrograms() {
  const missing = Object.entries(packages)
    .filter(([, program]) => !isThere(program))
    .map(([name]) => name);
  if (missing.length === 0 || process.getuid?.() !== 0 || !isThere('apt-get')) return;
  process.stderr.write(`${say('Installazione da Debian', 'Installing from Debian')}: ${missing.join(', ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (seconds, ...options) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=60', ...options], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: seconds * 1000,
      encoding: 'utf8',
    });
  aptGet(120, 'update');
  const installed = aptGet(400, 'install', '-y', '--no-install-recommends', ...missing);
  if (installed.status !== 0) {
    const why = installed.stderr?.trim().split('\n').at(-1) ?? installed.error?.message ?? '';
    process.stderr.write(`${say('Non installati', 'Not installed')}: ${why}\n`);
  }
}

function isThere(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder && existsSync(join(folder, program)));
}
