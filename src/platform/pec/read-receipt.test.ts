import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { daticert, pecProvider } from '../../testing/pec-provider.ts';
import { pecKinds, readDaticert } from './daticert.ts';
import { readEnvelope, readReceipt } from './read-receipt.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-pec-'));
afterAll(() => rmSync(folder, { recursive: true }));
const provider = pecProvider(folder);
const other = pecProvider(folder, { name: 'altro' });
const specification = join(import.meta.dirname, '../../../../shared/specs/daticert');
const at = new Date('2027-04-15T08:00:30Z');
const received = new Date(Date.now() + 60_000);
const given = {
  kind: 'accettazione',
  about: '<c1.lecco@pec.example>',
  to: 'assemblea@pec.lecco.example',
  recipient: 'comune@pec.mandello.example',
  at,
};
const read = (raw: Buffer, trusted = provider.authority) => readReceipt(raw, { trusted, at: received });

describe('receipts of PEC', () => {
  for (const kind of pecKinds.filter((one) => one !== 'posta-certificata'))
    it(`[LC-4.conv.3] a receipt «${kind}» is read from what its provider signed`, async () => {
      const raw = provider.receipt({ ...given, kind });
      expect(await readEnvelope(raw)).toMatchObject({ claims: kind, about: given.about, from: provider.address });
      expect(await read(raw)).toMatchObject({
        ok: true,
        value: {
          kind,
          at,
          about: given.about,
          provider: 'GESTORE S.P.A.',
          sender: given.to,
          recipients: [{ address: given.recipient, certified: true }],
          subject: 'Convocazione & ordine del giorno',
          signer: 'Posta Certificata gestore',
        },
      });
    });

  it('a delivery says to whom, and how much of the message it gives back', async () => {
    for (const delivery of ['completa', 'breve', 'sintetica'] as const)
      expect(await read(provider.receipt({ ...given, kind: 'avvenuta-consegna', delivery }))).toMatchObject({
        ok: true,
        value: { kind: 'avvenuta-consegna', delivery, deliveredTo: given.recipient },
      });
  });

  it('a failure says why', async () => {
    const failed = { ...given, kind: 'errore-consegna', error: 'no-dest', detail: '5.1.1 - casella inesistente' };
    expect(await read(provider.receipt(failed))).toMatchObject({
      value: { error: 'no-dest', detail: '5.1.1 - casella inesistente', deliveredTo: given.recipient },
    });
  });

  it('line ends that a mailbox has changed do not break the signature', async () => {
    const raw = provider.receipt(given);
    expect(await read(Buffer.from(raw.toString('latin1').replace(/\r\n/g, '\n'), 'latin1'))).toMatchObject({
      ok: true,
    });
  });

  it('a changed byte, another authority, none at all, another sender: each is refused with its reason', async () => {
    const raw = provider.receipt(given);
    const why = async (message: Buffer, trusted?: string) => {
      const found = await read(message, trusted);
      return found.ok ? 'read' : found.why.it;
    };
    const changed = Buffer.from(raw.toString('latin1').replace('stato trattato', 'stato perduto'), 'latin1');
    expect(await why(changed)).toBe('la firma del gestore non corrisponde al messaggio');
    expect(await why(raw, other.authority)).toBe('il certificato del gestore non risale a un’autorità indicata');
    expect(await why(raw, '')).toBe('non è indicata alcuna autorità di certificazione dei gestori PEC');
    const pretended = Buffer.from(raw.toString('latin1').replace(`From: ${provider.address}`, 'From: a@b.example'));
    expect(await why(pretended)).toBe('il certificato del gestore è di un altro mittente');
    expect(await why(Buffer.from('Subject: ciao\r\n\r\ntesto'))).toBe('il messaggio non è firmato dal gestore');
    expect(await why(provider.receipt({ ...given, headers: { 'X-Ricevuta': 'avvenuta-consegna' } }))).toContain(
      'l’intestazione dice «avvenuta-consegna»',
    );
    expect(await why(provider.receipt({ ...given, headers: { 'X-Riferimento-Message-ID': '<x@y>' } }))).toContain(
      'non si sa di quale messaggio',
    );
    expect(await why(provider.receipt({ ...given, daticert: '<postacert' }))).toBe(
      'il daticert.xml non è XML corretto',
    );
  });

  it('a receipt that its certificate did not cover any more, or not yet, is refused', async () => {
    const late = await readReceipt(provider.receipt(given), {
      trusted: provider.authority,
      at: new Date('2050-01-01'),
    });
    expect(late).toMatchObject({ ok: false, why: { it: 'il certificato del gestore era scaduto' } });
  });

  it('bytes without sense are no receipt and do no harm', async () => {
    for (const raw of [
      '',
      '\r\n\r\n',
      'Content-Type: multipart/signed; boundary="x"\r\n\r\n--x\r\n--x\r\n',
      '\u0000'.repeat(500),
    ])
      expect((await read(Buffer.from(raw))).ok).toBe(false);
  });
});

describe('daticert.xml', () => {
  it('entities, unknown kinds and impossible dates are refused; a bare document type is passed over', () => {
    const good = daticert(given);
    expect(readDaticert(good.replace('<postacert', '<!DOCTYPE postacert SYSTEM "x.dtd">\n<postacert')).ok).toBe(true);
    for (const bad of [
      good.replace('<postacert', '<!DOCTYPE postacert [<!ENTITY a "b">]><postacert'),
      good.replace('accettazione', 'lettura'),
      good.replace('15/04/2027', '31/04/2027'),
      good.replace('+0100', 'CET'),
      good.replaceAll('identificativo', 'altro'),
      '<altro/>',
    ])
      expect(readDaticert(bad)).toMatchObject({ ok: false });
  });

  test.skipIf(!existsSync(specification))('the sample of the specification is read, and ours follow its DTD', () => {
    const sample = readFileSync(join(specification, 'sample-posta-certificata.xml'), 'utf8');
    expect(readDaticert(sample)).toMatchObject({
      ok: true,
      value: { kind: 'posta-certificata', at: new Date('2012-09-21T13:16:38Z'), delivery: 'completa', about: null },
    });
    for (const kind of pecKinds) {
      const path = join(folder, 'daticert.xml');
      writeFileSync(path, daticert({ ...given, kind }));
      execFileSync('xmllint', ['--nonet', '--noout', '--dtdvalid', join(specification, 'daticert.dtd'), path]);
    }
  });
});
