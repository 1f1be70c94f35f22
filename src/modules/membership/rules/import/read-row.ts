import type { Day } from '../../../../kernel/day.ts';
import type { EntityKind } from '../../../../kernel/entity.ts';
import type { Text } from '../../../../kernel/text.ts';
import type { Relation, Way } from '../entity.ts';
import type { RegisterName } from '../register.ts';

/** The part of a table that the readers need, however the file was written. */
export type ImportTable = {
  readonly header: readonly string[];
  readonly headerLine: number;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Lines above the header. */
  readonly preamble: readonly string[];
};

/** What the person who imports adds to what the file says. */
export type ImportChoices = {
  /** The day the figures are about, where the file has none or has several. */
  readonly on?: Day;
  /** Where the figures come from, where the file does not say it. */
  readonly source?: string;
  /** The register of a column called only *value*. */
  readonly register?: RegisterName;
};

/** The codes by which a row names its entity; all those it has. */
export type RowKeys = {
  readonly code?: string;
  readonly ipa?: string;
  readonly istat?: string;
  readonly belfiore?: string;
};

/** What a row says about an entity; fields left out say nothing. */
export type RowFields = {
  readonly name?: string;
  readonly kind?: EntityKind;
  readonly relation?: Relation;
  readonly ipa?: string;
  readonly istat?: string;
  readonly belfiore?: string;
  readonly taxCode?: string;
  readonly province?: string;
  readonly region?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly hasCed?: boolean;
};

export type Standing = 'provisional' | 'final';

export type RowFigure = {
  readonly register: RegisterName;
  readonly on: Day;
  /** A whole number as text; cents for money. */
  readonly value: string;
  readonly standing: Standing;
  readonly source: string;
};

export type RowMembership = {
  readonly joined: Day;
  readonly signed?: Day;
  readonly way?: Way;
  readonly act?: string;
};

export type ReadRow = {
  readonly line: number;
  /** The row's name of the entity, for the preview. */
  readonly label: string;
  readonly keys: RowKeys;
  readonly fields: RowFields;
  readonly figures: readonly RowFigure[];
  readonly membership?: RowMembership;
  /** The code of who represents it. */
  readonly representative?: string;
};

export type WrongLine = { readonly line: number; readonly says: Text };

export type FileReading = {
  readonly rows: readonly ReadRow[];
  readonly wrong: readonly WrongLine[];
  /** Columns of the file that say nothing to this import. */
  readonly unused: readonly string[];
};
