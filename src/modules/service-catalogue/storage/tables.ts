import type { ColumnType } from 'kysely';
import type { Text } from '../../../kernel/text.ts';
import type { AdoptionState, OfficeStage, Procedure, ServiceContent, StandardPoint } from '../rules/index.ts';

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export type CatalogueTables = {
  'service_catalogue.services': {
    association: string;
    code: string;
    number: number;
    stage: 'idea' | 'evaluation' | 'proposal' | 'approved' | 'dropped';
    since: string;
    content: Json<ServiceContent>;
    drafted_at: Date;
    drafted_by: string;
    approved_at: Date | null;
    approved_by: string | null;
    act: string;
  };
  'service_catalogue.activations': {
    association: string;
    id: string;
    revision: number;
    entity: string;
    service: string;
    from_day: string;
    until_day: string | null;
    units: number | null;
    beneficiary: string;
    act: string;
    state: 'asked' | 'in-force' | 'refused' | 'withdrawn';
    did: 'asked' | 'recorded' | 'approved' | 'refused' | 'ended' | 'corrected' | 'withdrawn';
    why: string;
    at: Date;
    by_name: string;
  };
  'service_catalogue.standards': {
    association: string;
    code: string;
    kind: 'structural' | 'application' | 'documents';
    stage: 'study' | 'proposal' | 'adopted';
    since: string;
    title: Json<Text>;
    points: Json<readonly StandardPoint[]>;
    legacy_until: string | null;
    act: string;
    recorded_at: Date;
    recorded_by: string;
  };
  'service_catalogue.adoptions': {
    association: string;
    standard: string;
    entity: string;
    revision: number;
    state: AdoptionState;
    since: string;
    act: string;
    why: string;
    at: Date;
    by_name: string;
  };
  'service_catalogue.associated_offices': {
    association: string;
    code: string;
    revision: number;
    name: Json<Text>;
    stage: OfficeStage;
    since: string;
    entities: Json<readonly string[]>;
    procedures: Json<readonly Procedure[]>;
    act: string;
    at: Date;
    by_name: string;
  };
  'service_catalogue.systems': {
    association: string;
    id: string;
    revision: number;
    entity: string;
    name: string;
    category: string;
    kind: 'structural' | 'application';
    use_of: string;
    bought: string | null;
    bought_by: 'office' | 'entity' | null;
    standard: string | null;
    answers: Json<Readonly<Record<string, PointAnswer>>>;
    conforms: boolean | null;
    checked_on: string | null;
    authorisation: 'none' | 'given' | 'refused';
    authorisation_act: string;
    authorised_on: string | null;
    did: 'declared' | 'checked' | 'authorised' | 'refused' | 'bought' | 'dismissed';
    why: string;
    at: Date;
    by_name: string;
  };
};

/** What was found at a point of a standard, with its evidence. */
export type PointAnswer = { readonly met: boolean; readonly evidence: string };
