import type { Generated } from 'kysely';

export type DocumentsTable = {
  association: string;
  number: number;
  written: string;
  sha256: string;
  imported: Date;
  imported_by: string;
  adopted: Generated<Date | null>;
  /** ISO date. */
  since: Generated<string | null>;
  act: Generated<string | null>;
};

export type AgreementTables = { 'agreement.documents': DocumentsTable };
