import type { Generated } from 'kysely';

export type AllocationsTable = {
  association: string;
  number: number;
  year: number;
  title: Generated<string>;
  readings: Generated<Record<string, unknown>>;
  without: Generated<string[]>;
  joining: Generated<unknown[]>;
  /** ISO date. */
  figures_on: Generated<string | null>;
  created: Date;
  created_by: string;
  changed: Date;
  corrects: Generated<number | null>;
  adopted: Generated<Date | null>;
  adopted_by: Generated<string | null>;
  act: Generated<string | null>;
  document_sha256: Generated<string | null>;
  software: Generated<string | null>;
  frozen: Generated<string | null>;
  frozen_sha256: Generated<string | null>;
};

export type CostsTable = {
  association: string;
  allocation: number;
  id: string;
  position: number;
  description: Generated<string>;
  item: string | null;
  key: string | null;
  /** Cents. */
  amount: bigint;
  capital: Generated<boolean>;
  participants: string[] | null;
  weights: Record<string, number> | null;
  direct: Record<string, string> | null;
  requested_by: string[] | null;
  /** ISO date. */
  authorised: string | null;
};

export type ContributionsTable = {
  association: string;
  allocation: number;
  cost: string;
  position: number;
  source: string;
  amount: bigint;
};

export type SecondmentsTable = {
  association: string;
  allocation: number;
  position: number;
  entity: string;
  person: string;
  cost: bigint;
  percent: string;
};

export type ExplanationsTable = {
  association: string;
  allocation: number;
  /** Empty for the total. */
  entity: string;
  written: string;
};

export type CostSharingTables = {
  'cost_sharing.allocations': AllocationsTable;
  'cost_sharing.costs': CostsTable;
  'cost_sharing.contributions': ContributionsTable;
  'cost_sharing.secondments': SecondmentsTable;
  'cost_sharing.explanations': ExplanationsTable;
};
