import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { signedByOpenssl, signedPdf, signedQualified } from '../../testing/signatures.ts';
import { verifyCms, verifyPdf } from './verify-cms.ts';

const folder = mkdtempSync(join(tmpdir(), 'firme-'));
afterAll(() => rmSync(folder, { recursive: true }));
const document = Buffer.from('%PDF-1.7\nverbale\n%%EOF\n');
const at = new Date(Date.now() + 60_000);

describe('signatures', () => {
  it('an envelope of OpenSSL holds, with its content and its signer, in DER and in base64', async () => {
    const envelope = signedByOpenssl(folder, document, { name: 'Carla Rossi' });
    const verified = await verifyCms(envelope, { at });
    expect(verified).toMatchObject({ ok: true, signers: [{ name: 'Carla Rossi', issuer: 'Carla Rossi' }] });
    expect(verified.ok && Buffer.from(verified.content)).toEqual(document);
    expect(await verifyCms(Buffer.from(envelope.toString('base64')), { content: document, at })).toMatchObject({
      ok: true,
    });
    writeFileSync(join(folder, 'out.p7m'), envelope);
    const said = execFileSync(
      'openssl',
      ['cms', '-verify', '-noverify', '-binary', '-inform', 'DER', '-in', join(folder, 'out.p7m')],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    expect(Buffer.from(said)).toEqual(document);
  });

  it('a certificate made by its holder is not qualified; one that says so, issued by another, is', async () => {
    const own = await verifyCms(signedByOpenssl(folder, document, { name: 'Carla Rossi' }), { at });
    expect(own).toMatchObject({ signers: [{ qualified: false }] });
    const issued = await verifyCms(signedQualified(folder, document, { name: 'Carla Rossi' }), { at });
    expect(issued).toMatchObject({ ok: true, signers: [{ issuer: 'Prestatore', qualified: true }] });
  });

  it('another document, a changed byte, no envelope at all are refused, each with its reason', async () => {
    const envelope = signedByOpenssl(folder, document, { name: 'Carla Rossi' });
    expect(await verifyCms(envelope, { content: Buffer.from('altro'), at })).toMatchObject({
      why: { it: 'il documento firmato è un altro' },
    });
    const changed = Buffer.from(envelope);
    changed[changed.indexOf('verbale')]! ^= 1;
    expect(await verifyCms(changed, { at })).toMatchObject({ why: { it: 'la firma non corrisponde al documento' } });
    expect(await verifyCms(document, { at })).toMatchObject({ why: { it: 'il file non è una busta firmata' } });
    expect(await verifyCms(envelope, { at: new Date('1999-01-01') })).toMatchObject({ ok: false });
  });

  it('a signature inside the PDF holds as long as nothing before or after it changes', async () => {
    const pdf = signedPdf(folder, document, { name: 'Carla Rossi' });
    expect(await verifyPdf(pdf, { original: document, at })).toMatchObject({
      ok: true,
      signers: [{ name: 'Carla Rossi' }],
    });
    expect(await verifyPdf(Buffer.concat([pdf, Buffer.from('\n')]), { original: document, at })).toMatchObject({
      ok: false,
    });
    expect(await verifyPdf(pdf, { original: Buffer.from('%PDF-1.7\naltro'), at })).toMatchObject({ ok: false });
    expect(await verifyPdf(document, { original: document, at })).toMatchObject({
      why: { it: 'nel PDF non c’è alcuna firma' },
    });
    const edited = Buffer.from(pdf);
    edited[pdf.length - 3]! ^= 1;
    expect(await verifyPdf(edited, { original: document, at })).toMatchObject({ ok: false });
    expect(readFileSync(join(folder, 'signer.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  });
});
