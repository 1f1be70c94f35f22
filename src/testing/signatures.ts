import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CAdES-like envelope of a document (CMS, DER, content inside), made by OpenSSL with a certificate of its own. */
export function signedByOpenssl(folder: string, document: Uint8Array, { name }: { name: string }): Buffer {
  return sign(folder, document, name, ['-nodetach']);
}

/** The same with a certificate that says it is qualified, issued by somebody else. */
export function signedQualified(folder: string, document: Uint8Array, { name }: { name: string }): Buffer {
  const quiet = { stdio: 'ignore' as const };
  const file = (end: string) => join(folder, `qualified.${end}`);
  const own = ['-newkey', 'rsa:2048', '-nodes', '-days', '3650'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...own, '-subj', '/CN=Prestatore', '-keyout', file('ca-key'), '-out', file('ca')],
    quiet,
  );
  execFileSync(
    'openssl',
    ['req', ...own.slice(0, 3), '-subj', `/CN=${name}`, '-keyout', file('key'), '-out', file('csr')],
    quiet,
  );
  // one statement: QcCompliance, 0.4.0.1862.1.1
  writeFileSync(file('ext'), '1.3.6.1.5.5.7.1.3=DER:300A3008060604008E460101\n');
  const by = ['-CA', file('ca'), '-CAkey', file('ca-key'), '-CAcreateserial', '-extfile', file('ext'), '-days', '3650'];
  execFileSync('openssl', ['x509', '-req', '-in', file('csr'), ...by, '-out', file('pem')], quiet);
  writeFileSync(file('in'), document);
  const signer = ['-signer', file('pem'), '-inkey', file('key'), '-in', file('in'), '-out', file('p7m')];
  execFileSync(
    'openssl',
    ['cms', '-sign', '-binary', '-md', 'sha256', '-nodetach', '-outform', 'DER', ...signer],
    quiet,
  );
  return readFileSync(file('p7m'));
}

/** A PDF signed as PAdES does it: an incremental update with a signature over everything else. */
export function signedPdf(folder: string, document: Uint8Array, { name }: { name: string }): Buffer {
  const room = 16_384;
  const range = '[0000000000 0000000000 0000000000 0000000000]';
  const before = `\n90 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange ${range}/Contents `;
  const after = '>>\nendobj\ntrailer\n<</Size 91>>\n%%EOF\n';
  const start = document.length + before.length;
  const next = start + room + 2;
  const numbers = [0, start, next, after.length].map((number) => String(number).padStart(10, '0'));
  const head = Buffer.concat([document, Buffer.from(before.replace(range, `[${numbers.join(' ')}]`))]);
  const cms = sign(folder, Buffer.concat([head, Buffer.from(after)]), name, []);
  const hex = cms.toString('hex').padEnd(room, '0');
  return Buffer.concat([head, Buffer.from(`<${hex}>`), Buffer.from(after)]);
}

function sign(folder: string, document: Uint8Array, name: string, options: readonly string[]): Buffer {
  const [key, certificate] = [join(folder, 'signer.key'), join(folder, 'signer.pem')];
  const quiet = { stdio: 'ignore' as const };
  if (!existsSync(certificate)) certify(folder, name, { key, certificate });
  const [input, output] = [join(folder, 'to-sign'), join(folder, 'signed')];
  writeFileSync(input, document);
  execFileSync(
    'openssl',
    [
      'cms',
      '-sign',
      '-binary',
      '-md',
      'sha256',
      ...options,
      '-outform',
      'DER',
      '-signer',
      certificate,
      '-inkey',
      key,
      '-in',
      input,
      '-out',
      output,
    ],
    quiet,
  );
  return readFileSync(output);
}

/** A certificate signed by itself, in force on any day that a test may stand at. */
function certify(folder: string, name: string, { key, certificate }: { key: string; certificate: string }): void {
  const [request, settings] = [join(folder, 'signer.csr'), join(folder, 'signer.cnf')];
  writeFileSync(join(folder, 'signer.index'), '');
  writeFileSync(
    settings,
    [
      '[ca]\ndefault_ca=own',
      `[own]\nnew_certs_dir=${folder}\ndatabase=${join(folder, 'signer.index')}\nrand_serial=yes`,
      'default_md=sha256\npolicy=any\n[any]\ncommonName=supplied\n',
    ].join('\n'),
  );
  const quiet = { stdio: 'ignore' as const };
  const asked = ['-newkey', 'rsa:2048', '-nodes', '-sha256', '-subj', `/CN=${name}`, '-keyout', key, '-out', request];
  execFileSync('openssl', ['req', ...asked], quiet);
  const days = ['-startdate', '20000101000000Z', '-enddate', '20891231235959Z'];
  const files = ['-config', settings, '-in', request, '-keyfile', key, '-out', certificate, '-outdir', folder];
  execFileSync('openssl', ['ca', '-batch', '-notext', '-selfsign', ...days, ...files], quiet);
}
