import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const source = join(root, 'src');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/security.md');

/** Everything that is shipped: no tests, nothing of `src/testing`. */
const shipped = filesIn(source)
  .filter((path) => !/\.test\.tsx?$/.test(path) && !path.startsWith(join(source, 'testing')))
  .map((path) => ({ path: relative(root, path), code: readFileSync(path, 'utf8') }));

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** What an expression finds in what is shipped, each once, with where. */
function found(expression: RegExp): Map<string, string[]> {
  const where = new Map<string, string[]>();
  for (const { path, code } of shipped)
    for (const [, what] of code.matchAll(expression)) where.set(what!, [...(where.get(what!) ?? []), path]);
  return where;
}

test('there are sources to look at', () => {
  expect(shipped.length).toBeGreaterThan(500);
});

test('the only cipher is AES-256-GCM', () => {
  expect([...found(/create(?:Cipher|Decipher)iv\(\s*['"]([^'"]+)['"]/g).keys()]).toEqual(['aes-256-gcm']);
  expect([...found(/(createCipher|createDecipher)\(/g).keys()]).toEqual([]);
});

test('the only hashes are SHA-256 and SHA-512; no signature is made with a weaker one', () => {
  const hashes = found(/create(?:Hash|Hmac|Sign|Verify)\(\s*['"]([^'"]+)['"]/g);
  expect([...hashes.keys()].sort()).toEqual(['RSA-SHA256', 'sha256', 'sha512']);
  expect([...found(/['"](md5|md4|rc4|des|3des|rsa-md5|rsa-sha1)['"]/gi).keys()]).toEqual([]);
});

test('cryptography comes from known packages, and each is in the inventory', () => {
  const packages = found(
    /from ['"]((?:node:crypto|@node-rs\/argon2|@noble\/[^'"/]+|openid-client|jose|xml-crypto|otplib|@peculiar\/x509|pkijs|@simplewebauthn\/server)[^'"]*)['"]/g,
  );
  const inventory = page.slice(page.indexOf('## Keys and algorithms'));
  for (const name of packages.keys()) {
    const known = name.replace(/^(@[^/]+\/[^/]+|[^/]+).*$/, '$1');
    expect(inventory, `${known}, in ${packages.get(name)!.join(', ')}`).toContain(known);
  }
  expect(packages.size).toBeGreaterThan(4);
});

test('nothing switches the checks of certificates off', () => {
  expect([
    ...found(/(rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|allowInvalidCert\w*)/g).keys(),
  ]).toEqual([]);
});

test('every setting of the environment is in docs/operations.md', () => {
  const operations = read('docs/operations.md');
  /** Between the launcher and the program it starts. */
  const inner = ['COMUNANZA_CALLER_FOLDER'];
  const names = [...found(/\b(COMUNANZA_[A-Z][A-Z_]*[A-Z])\b/g).keys()].filter(
    (name) => !name.startsWith('COMUNANZA_PEC_'),
  );
  expect(names.filter((name) => !inner.includes(name) && !operations.includes(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(8);
});

test('connections to others are made in a few places, and each is in docs/operations.md', () => {
  const places = found(/from '(node:https?|node:net|node:tls|nodemailer|imapflow|openid-client)'/g);
  const modules = new Set([...places.values()].flat().map((path) => path.split('/').slice(0, 3).join('/')));
  expect([...modules].sort()).toEqual([
    'src/modules/federation',
    'src/modules/webhooks',
    'src/platform/database',
    'src/platform/mail',
    'src/platform/outgoing',
  ]);
  const operations = read('docs/operations.md');
  for (const heading of [
    '## Mail',
    '## Certified mail',
    '## Sign-in by other identity providers',
    '## Connections outwards',
  ])
    expect(operations).toContain(heading);
});

test('only the edges of the program write to the console', () => {
  const loud = found(/(console\.\w+|process\.std(?:out|err)\.write)/g);
  const where = new Set([...loud.values()].flat().filter((path) => !path.startsWith('src/app/')));
  expect([...where].sort()).toEqual(
    [
      'src/platform/database/stop-when-asked.ts',
      'src/platform/jobs/start-jobs.ts',
      'src/platform/server/create-server.ts',
    ].filter((path) => where.has(path)),
  );
});

test('every way in, with its strength, is in the README of its module', () => {
  const identity = read('src/modules/identity/README.md');
  const federation = read('src/modules/federation/README.md');
  for (const way of [/password/i, /passkey/i, /code app|TOTP|code of an app/i, /recovery/i])
    expect(identity).toMatch(way);
  for (const way of [/OpenID/, /SPID/, /CIE/, /level/i]) expect(federation).toMatch(way);
  const [, ways] = /export type SignInMethod = ([^;]+);/.exec(read('src/platform/server/identification.ts'))!;
  expect(ways!.replaceAll("'", '').split(' | ')).toEqual(['password', 'passkey', 'oidc', 'spid', 'cie']);
});

test('every class of data says what it needs', () => {
  const table = page.slice(page.indexOf('## Classes of data'));
  const rows = [...table.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].slice(1);
  expect(rows.map(([, name]) => name)).toHaveLength(7);
  for (const [, name, example, needs] of rows) expect(`${example}${needs}`.length, name).toBeGreaterThan(15);
});

test('times for components with a known hole are written down, and every version is exact', () => {
  expect(read('SECURITY.md').replace(/\n/g, ' ')).toMatch(/within seven days .* within thirty otherwise/);
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d/.test(String(version)),
  );
  expect(loose).toEqual([]);
});
