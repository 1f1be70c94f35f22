import { headerOf } from './smtp-server.ts';

/** What a server sends back of a message that it could not deliver (RFC 3464). */
export function returnedMail(source: string, recipient: string, answer: string): Buffer {
  return Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      'To: sender@example.org',
      'Message-ID: <return-1@mx.example>',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      'Action: failed',
      'Status: 5.1.1',
      `Diagnostic-Code: smtp; ${answer}`,
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${headerOf(source, 'Message-ID')}`,
      '',
      '--b--',
      '',
    ].join('\r\n'),
  );
}
