import type { Generated } from 'kysely';
import type { Security } from '../mail/tables.ts';

export const pecMessageStates = ['new', 'receipt', 'mail', 'repeated', 'unmatched', 'quarantined'] as const;
export type PecMessageState = (typeof pecMessageStates)[number];

/** Mailboxes of certified mail, what came into them, the receipts found there, where entities receive. */
export type PecTables = {
  'pec.mailboxes': {
    association: string;
    address: string;
    sender_name: string;
    username: string;
    sealed_password: string;
    smtp_host: string;
    smtp_port: number;
    smtp_security: Security;
    imap_host: string;
    imap_port: number;
    imap_security: Security;
    folder: string;
    authorities: string;
    changed: Date;
    changed_by: string | null;
  };
  'pec.readings': {
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
  'pec.addresses': {
    association: string;
    entity: string;
    address: string;
    changed: Date;
    changed_by: string;
  };
  'pec.messages': {
    association: string;
    id: string;
    sha256: string;
    message_id: string | null;
    uid_validity: string;
    uid: string | number | bigint;
    came: Date;
    sender: string;
    subject: string;
    claims: string;
    size: number;
    raw: Buffer | null;
    state: PecMessageState;
    reason_it: string | null;
    reason_en: string | null;
    tries: Generated<number>;
  };
  'pec.receipts': {
    association: string;
    message: string;
    kind: string;
    about: string;
    at: Date;
    recipient: string | null;
    provider: string;
    signer: string;
    identifier: string;
    error: string;
    detail: string | null;
    delivery: string | null;
  };
};
