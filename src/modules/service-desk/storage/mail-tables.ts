import type { Generated } from 'kysely';
import type { Security } from '../../../platform/mail/tables.ts';

/** Where a letter stands: not looked at, made into a request, into an answer, left alone, waiting for somebody. */
export const letterStates = [
  'new',
  'opened',
  'answered',
  'automatic',
  'returned',
  'repeated',
  'quarantined',
  'dropped',
] as const;
export type LetterState = (typeof letterStates)[number];

export const noticeTimes = ['at-once', 'daily', 'never'] as const;
export type NoticeTime = (typeof noticeTimes)[number];

/** Attachments, the mailbox of the desk and what came into it, who is told of what, what the desk does by the clock. */
export type DeskMailTables = {
  'service_desk.attachments': {
    association: string;
    id: string;
    ticket: bigint;
    version: number;
    entity: string;
    shown: boolean;
    name: string;
    type: string;
    sha256: string;
    bytes: Buffer;
    at: Date;
  };
  'service_desk.mailboxes': {
    association: string;
    address: string;
    username: string;
    sealed_password: string;
    imap_host: string;
    imap_port: number;
    imap_security: Security;
    folder: string;
    subaddress: boolean;
    strangers: 'quarantine' | 'open';
    hourly: number;
    changed: Date;
    changed_by: string | null;
  };
  'service_desk.mark_keys': { association: string; sealed_key: string };
  'service_desk.mail_readings': {
    association: string;
    address: string;
    folder: string;
    uid_validity: Generated<string>;
    last_uid: Generated<string | number | bigint>;
    looked: Date | null;
    failure: string | null;
    stuck_uid: string | number | bigint | null;
    stuck_times: Generated<number>;
  };
  'service_desk.letters': {
    association: string;
    id: string;
    sha256: string;
    message_id: string | null;
    uid_validity: string;
    uid: string | number | bigint;
    came: Date;
    sender: string;
    subject: string;
    size: number;
    raw: Buffer | null;
    state: LetterState;
    reason_it: string | null;
    reason_en: string | null;
    ticket: bigint | null;
    settled: Date | null;
  };
  'service_desk.untold': { association: string; ticket: bigint; version: number; entity: string; at: Date };
  'service_desk.notice_choices': {
    association: string;
    person: string;
    own: NoticeTime;
    assigned: NoticeTime;
    followed: NoticeTime;
    tasks: NoticeTime;
  };
  'service_desk.digest_lines': {
    association: string;
    person: string;
    ticket: bigint;
    version: number;
    entity: string;
  };
  'service_desk.desk_rules': {
    association: string;
    close_after: number | null;
    at_warning: 'tell' | 'raise' | 'nothing';
  };
  'service_desk.recounts': { association: string; whose: string; after: bigint };
  'service_desk.ready_answers': { association: string; id: string; title: string; body: string };
};
