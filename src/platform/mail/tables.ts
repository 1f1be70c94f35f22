import type { Generated } from 'kysely';
import type { MailTrouble } from './trouble.ts';

export type MailState = 'waiting' | 'sent' | 'refused' | 'given-up' | 'bounced' | 'cancelled';
export type TryOutcome = 'sent' | 'later' | 'refused' | 'unreachable';
/** By the servers of ordinary mail, or by the association's PEC. */
export type Through = 'mail' | 'pec';
export type Security = 'tls' | 'starttls' | 'none';

/** Mail that waits or has gone, its attachments, its tries, the servers it leaves through. */
export type MailTables = {
  'mail.outbox': {
    association: string;
    id: string;
    kind: string;
    recipient: string;
    recipient_name: string | null;
    language: string;
    subject: string;
    body: string | null;
    html: string | null;
    reply_to: string | null;
    headers: Generated<Readonly<Record<string, string>>>;
    message_id: string;
    through: Generated<Through>;
    secret: boolean;
    asked: Date;
    asked_by: string | null;
    state: Generated<MailState>;
    next_try: Date | null;
    tries: Generated<number>;
    settled: Date | null;
    answer: string | null;
  };
  'mail.attachments': {
    association: string;
    message: string;
    place: number;
    name: string;
    type: string;
    content: Buffer;
  };
  'mail.tries': {
    association: string;
    message: string;
    number: number;
    began: Date;
    ended: Date | null;
    outcome: TryOutcome | null;
    server: string;
    answer: string | null;
    reason: MailTrouble | null;
  };
  'mail.servers': {
    association: string;
    host: string;
    port: number;
    security: Security;
    username: string | null;
    sealed_password: string | null;
    sender: string;
    sender_name: string;
    changed: Date;
    changed_by: string | null;
  };
};
