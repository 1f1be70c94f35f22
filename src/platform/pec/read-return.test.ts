import { expect, test } from 'vitest';
import { readReturn } from './read-return.ts';

const lines = (...all: string[]) => all.join('\r\n');

const returned = (action: string) =>
  lines(
    'From: MAILER-DAEMON@mx.example',
    'To: cst@pec.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Non consegnato.',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; Comune@Posta.example',
    `Action: ${action}`,
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 <comune@posta.example>: Recipient address',
    '  rejected: User unknown',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Message-ID: <abc@comunanza.example>',
    'Subject: Convocazione',
    '',
    'Message-ID: <altro@comunanza.example>',
    '--b--',
    '',
  );

const told = {
  messageId: '<abc@comunanza.example>',
  recipient: 'comune@posta.example',
  answer: 'smtp; 550 5.1.1 <comune@posta.example>: Recipient address rejected: User unknown',
};

test('a message that came back says which it was, for whom, and what the other server answered', async () => {
  expect(await readReturn(Buffer.from(returned('failed')))).toEqual(told);
});

test('a return inside the envelope of a provider of certified mail is read too', async () => {
  const envelope = lines(
    'From: posta-certificata@pec.example',
    'X-Trasporto: errore',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="o"',
    '',
    '--o',
    'Content-Type: text/plain',
    '',
    'Anomalia nel messaggio',
    '--o',
    'Content-Type: message/rfc822; name="postacert.eml"',
    'Content-Disposition: attachment; filename="postacert.eml"',
    '',
    returned('failed'),
    '--o--',
    '',
  );
  expect(await readReturn(Buffer.from(envelope))).toEqual(told);
});

test('a delay, a delivery, ordinary mail and broken mail are no returns', async () => {
  for (const mail of [returned('delayed'), returned('delivered'), 'Subject: ciao\r\n\r\nciao', '\u0000', ''])
    expect(await readReturn(Buffer.from(mail))).toBeUndefined();
});
