/** A column whose texts are sealed with the installation's keys, and what each is sealed for. */
export type SealedColumn = {
  readonly table: string;
  readonly column: string;
  /** The columns that tell a row from others. */
  readonly key: readonly string[];
  readonly about: (row: Readonly<Record<string, unknown>>) => string;
};

/** Every sealed column whose texts outlive a change of key; they are sealed anew with the key in use. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'identity.authenticators',
    column: 'secret',
    key: ['person'],
    about: ({ person }) => `authenticator ${person}`,
  },
  {
    table: 'federation.oidc_providers',
    column: 'secret_sealed',
    key: ['association', 'id'],
    about: ({ id }) => `federation client ${id}`,
  },
  {
    table: 'federation.sessions',
    column: 'sign_out_sealed',
    key: ['association', 'session'],
    about: ({ session }) => `federation session ${session}`,
  },
  {
    table: 'mail.servers',
    column: 'sealed_password',
    key: ['association'],
    about: ({ association }) => `mail.servers ${association}`,
  },
  {
    table: 'pec.mailboxes',
    column: 'sealed_password',
    key: ['association'],
    about: ({ association }) => `pec mailbox of ${association}`,
  },
  {
    table: 'service_desk.mailboxes',
    column: 'sealed_password',
    key: ['association'],
    about: ({ association }) => `desk mailbox of ${association}`,
  },
  {
    table: 'service_desk.mark_keys',
    column: 'sealed_key',
    key: ['association'],
    about: ({ association }) => `marks of ${association}`,
  },
  {
    table: 'webhooks.keys',
    column: 'sealed_secret',
    key: ['association', 'endpoint', 'id'],
    about: ({ association, endpoint }) => `webhooks.keys ${association} ${endpoint}`,
  },
  {
    table: 'meetings.ballots',
    column: 'sealed_half',
    key: ['association', 'meeting', 'number'],
    about: ({ association, meeting, number }) => `ballot ${association}/${meeting}/${number}`,
  },
];

/** Sealed columns that nobody opens a quarter of an hour later. */
export const passing: readonly string[] = ['federation.attempts.secret_sealed', 'federation.attempts.proof_sealed'];
