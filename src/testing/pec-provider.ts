import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type ReceiptToMake = {
  readonly kind: string;
  /** The `Message-ID` it is about. */
  readonly about: string;
  readonly to: string;
  readonly recipient: string;
  readonly at: Date;
  readonly error?: string;
  readonly detail?: string;
  readonly delivery?: 'completa' | 'breve' | 'sintetica';
  readonly messageId?: string;
  /** Headers instead of the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What stands in the place of the usual `daticert.xml`. */
  readonly daticert?: string;
};

let made = 0;

/**
 * A provider of PEC with an authority of its own: certificates and signatures are made by OpenSSL, and messages have the
 * shape that the rules of PEC give them.
 */
export function pecProvider(folder: string, { name = 'gestore', address = 'posta-certificata@gestore.example' } = {}) {
  const file = (what: string) => join(folder, `${name}-${what}`);
  openssl(
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-sha256', '-days', '3650', '-subj', `/CN=Autorita ${name}`],
    ['-keyout', file('ca.key'), '-out', file('ca.pem')],
  );
  openssl(
    ['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/O=${name}/CN=Posta Certificata ${name}`],
    ['-keyout', file('key'), '-out', file('csr')],
  );
  writeFileSync(
    file('ext'),
    `subjectAltName=email:${address}\nkeyUsage=digitalSignature\nextendedKeyUsage=emailProtection\n`,
  );
  openssl(
    ['x509', '-req', '-sha256', '-days', '3650', '-in', file('csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key')],
    ['-CAcreateserial', '-extfile', file('ext'), '-out', file('pem')],
  );

  /** A MIME part signed as `multipart/signed`, by OpenSSL, below the headers given. */
  function signed(headers: readonly string[], part: string): Buffer {
    writeFileSync(file('part'), part);
    const smime = ['cms', '-sign', '-in', file('part'), '-signer', file('pem'), '-inkey', file('key'), '-md', 'sha256'];
    openssl(smime, ['-out', file('signed')]);
    const lines = readFileSync(file('signed'), 'latin1').replace(/\r?\n/g, '\r\n');
    return Buffer.from(`${headers.join('\r\n')}\r\n${lines}`, 'latin1');
  }

  function receipt(given: ReceiptToMake): Buffer {
    made += 1;
    const { kind, about, to, recipient, at } = given;
    const messageId = given.messageId ?? `<opec${made}.${at.getTime()}@gestore.example>`;
    const original = kind === 'avvenuta-consegna' && given.delivery !== 'sintetica';
    const headers = {
      'X-Ricevuta': kind,
      'X-Riferimento-Message-ID': about,
      ...(kind === 'avvenuta-consegna' ? { 'X-TipoRicevuta': given.delivery ?? 'completa' } : {}),
      ...given.headers,
    };
    return signed(
      [
        `From: ${address}`,
        `To: ${to}`,
        `Subject: =?UTF-8?Q?${kind.toUpperCase()}:_Convocazione?=`,
        `Date: ${at.toUTCString()}`,
        `Message-ID: ${messageId}`,
        ...Object.entries(headers).map(([header, value]) => `${header}: ${value}`),
      ],
      [
        'Content-Type: multipart/mixed; boundary="----=_Part_1"',
        '',
        '------=_Part_1',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        `Ricevuta: ${kind}. Il messaggio =C3=A8 stato trattato.`,
        '------=_Part_1',
        'Content-Type: application/xml; name="daticert.xml"',
        'Content-Disposition: inline; filename="daticert.xml"',
        'Content-Transfer-Encoding: base64',
        '',
        ...lines(given.daticert ?? daticert({ ...given, recipient })),
        ...(original
          ? [
              '------=_Part_1',
              'Content-Type: message/rfc822; name="postacert.eml"',
              'Content-Disposition: attachment; filename="postacert.eml"',
              '',
              `Message-ID: ${about}`,
              'Subject: Convocazione',
              '',
              'Testo.',
            ]
          : []),
        '------=_Part_1--',
        '',
      ].join('\n'),
    );
  }
  return { address, authority: readFileSync(file('ca.pem'), 'utf8'), receipt, signed };
}

/** The `daticert.xml` of a receipt, as its DTD wants it. */
export function daticert({ kind, about, to, recipient, at, error, detail, delivery }: ReceiptToMake): string {
  const local = new Date(at.getTime() + 60 * 60_000).toISOString();
  const day = local.slice(0, 10).split('-').reverse().join('/');
  const told = kind === 'avvenuta-consegna' || kind.includes('errore');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<postacert tipo="${kind}" errore="${error ?? 'nessuno'}">`,
    `<intestazione><mittente>${to}</mittente><destinatari tipo="certificato">${recipient}</destinatari>`,
    `<risposte>${to}</risposte><oggetto>Convocazione &amp; ordine del giorno</oggetto></intestazione>`,
    '<dati><gestore-emittente>GESTORE S.P.A.</gestore-emittente>',
    `<data zona="+0100"><giorno>${day}</giorno><ora>${local.slice(11, 19)}</ora></data>`,
    `<identificativo>opec${at.getTime()}.${kind}@gestore.example</identificativo>`,
    `<msgid>${about.replace(/</g, '&lt;').replace(/>/g, '&gt;')}</msgid>`,
    ...(kind === 'avvenuta-consegna' ? [`<ricevuta tipo="${delivery ?? 'completa'}"/>`] : []),
    ...(told ? [`<consegna>${recipient}</consegna>`] : []),
    ...(kind === 'presa-in-carico' ? [`<ricezione>${recipient}</ricezione>`] : []),
    ...(detail ? [`<errore-esteso>${detail}</errore-esteso>`] : []),
    '</dati></postacert>',
  ].join('\n');
}

function lines(text: string): string[] {
  return (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  );
}

function openssl(...parts: readonly (readonly string[])[]): void {
  execFileSync('openssl', parts.flat(), { stdio: 'ignore' });
}
