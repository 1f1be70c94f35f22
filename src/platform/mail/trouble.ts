/** What came between a message and its recipient, or between us and the server. */
export const mailTroubles = [
  'no-connection',
  'unknown-host',
  'no-route',
  'timeout',
  'broken-off',
  'not-mail',
  'busy',
  'plain-port',
  'tls-port',
  'no-starttls',
  'certificate-expired',
  'certificate-name',
  'certificate-unknown',
  'tls',
  'encryption-needed',
  'sign-in',
  'sign-in-needed',
  'sender',
  'relay',
  'mailbox-unknown',
  'mailbox-closed',
  'mailbox-full',
  'too-large',
  'greylisted',
  'too-many',
  'blocked',
  'recipient-later',
  'recipient-refused',
  'message-later',
  'message-refused',
  'not-allowed',
  'other',
] as const;
export type MailTrouble = (typeof mailTroubles)[number];

/** An error of nodemailer: its code, the system's below it, the server's reply and the command it answered. */
export type SmtpError = {
  readonly message: string;
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly command?: string;
};

/**
 * The trouble behind an error, by the codes of the system and of the server (RFC 5321, RFC 3463) and by its words only where
 * codes do not tell.
 *
 * @param connection how the server was spoken to
 */
export function troubleOf(
  error: SmtpError,
  connection: { readonly port: number; readonly security: 'tls' | 'starttls' | 'none' },
): MailTrouble {
  const { message, responseCode } = error;
  // Not the error spread: its message would be lost.
  if (responseCode !== undefined) return troubleInReply({ message, responseCode, command: error.command ?? '' });
  const code = `${error.originalCode ?? ''} ${error.code ?? ''}`;
  if (code.includes('ENOTALLOWED')) return 'not-allowed';
  if (/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/.test(code)) return 'certificate-expired';
  if (/ALTNAME/.test(code)) return 'certificate-name';
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code) || /certificate/i.test(message)) return 'certificate-unknown';
  if (/WRONG_VERSION|wrong version number|packet length too long/i.test(`${code} ${message}`)) return 'plain-port';
  if (/ENOTFOUND|EAI_|EDNS|ENODATA|ESERVFAIL/.test(code)) return 'unknown-host';
  if (code.includes('ECONNREFUSED')) return 'no-connection';
  if (/EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/.test(code)) return 'no-route';
  if (/ECONNRESET|EPIPE|ECONNECTION/.test(code))
    return connection.security === 'starttls' && /TLS/.test(message) ? 'tls' : 'broken-off';
  if (code.includes('ETIMEDOUT'))
    return connection.security !== 'tls' && connection.port === 465 ? 'tls-port' : 'timeout';
  if (/ETLS|ERR_SSL|ERR_TLS/.test(code) || /SSL routines/.test(message)) return 'tls';
  if (code.includes('EPROTOCOL')) return 'not-mail';
  if (/EAUTH/.test(code)) return 'sign-in';
  if (/too large|larger than allowed/i.test(message)) return 'too-large';
  return 'other';
}

function troubleInReply({
  message,
  responseCode: reply,
  command,
}: {
  readonly message: string;
  readonly responseCode: number;
  readonly command: string;
}): MailTrouble {
  const [, enhanced = ''] = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(message) ?? [];
  const detail = enhanced.slice(2);
  if (/^STARTTLS/i.test(command)) return 'no-starttls';
  if (/^AUTH/i.test(command) || reply === 535 || reply === 534) {
    if (reply === 538 || detail === '7.11') return 'encryption-needed';
    return reply < 500 ? 'busy' : 'sign-in';
  }
  if (/gr[ae]y-?list/i.test(message)) return 'greylisted';
  if (/starttls/i.test(message) && (reply === 530 || detail === '7.0')) return 'encryption-needed';
  if (reply === 530 || (reply === 550 && /authenti/i.test(message))) return 'sign-in-needed';
  if (/^(CONN|EHLO|HELO|LHLO)/i.test(command))
    return reply === 554 || /block|blacklist|blocklist/i.test(message) ? 'blocked' : reply < 500 ? 'busy' : 'not-mail';
  if (reply === 421) return 'busy';
  if (/relay/i.test(message) && (reply >= 500 || /denied|not permitted/i.test(message))) return 'relay';
  if (detail === '3.4' || detail === '2.3' || (reply === 552 && !/full|quota|2\.2/i.test(message))) return 'too-large';
  if (
    detail === '2.2' ||
    (reply === 452 && /full|quota/i.test(message)) ||
    /mailbox (is )?full|over ?quota/i.test(message)
  )
    return 'mailbox-full';
  if (detail === '4.5' || /rate limit|too many|throttl/i.test(message)) return 'too-many';
  if (/^MAIL/i.test(command)) return 'sender';
  if (/spam|blacklist|blocklist|blocked|reputation|spamhaus|\bDNSBL\b|\bRBL\b/i.test(message)) return 'blocked';
  if (/^RCPT/i.test(command)) {
    if (reply < 500) return 'recipient-later';
    if (detail === '2.1') return 'mailbox-closed';
    if (
      /^1\.[0-9]+$/.test(detail) ||
      reply === 551 ||
      reply === 553 ||
      /unknown|no such|not found|does not exist/i.test(message)
    )
      return 'mailbox-unknown';
    return 'recipient-refused';
  }
  return reply < 500 ? 'message-later' : 'message-refused';
}
