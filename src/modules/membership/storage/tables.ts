import type { ColumnType } from 'kysely';
import type { AreaGeometry } from '../../../platform/maps/geometry.ts';

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;

export type MembershipTables = {
  'membership.entities': {
    association: string;
    code: string;
    name: string;
    kind: string;
    relation: string;
    ipa: string | null;
    istat: string | null;
    belfiore: string | null;
    tax_code: string | null;
    province: string | null;
    region: string | null;
    latitude: number | null;
    longitude: number | null;
    has_ced: boolean;
    has_ict_staff: boolean | null;
    recorded_at: Date;
    recorded_by: string | null;
  };
  'membership.entity_changes': {
    association: string;
    entity: string;
    change: number;
    was: Json<Record<string, unknown>>;
    recorded_at: Date;
    recorded_by: string | null;
  };
  'membership.memberships': {
    association: string;
    entity: string;
    joined_on: string;
    left_on: string | null;
    signed_on: string | null;
    way: string;
    act: string;
    leaving_act: string | null;
    recorded_at: Date;
    recorded_by: string | null;
    left_recorded_at: Date | null;
    left_recorded_by: string | null;
  };
  'membership.representations': {
    association: string;
    representative: string;
    represented: string;
    since: string;
    until: string | null;
    act: string;
    recorded_at: Date;
    recorded_by: string | null;
  };
  'membership.figures': {
    association: string;
    entity: string;
    register: string;
    on_day: string;
    revision: number;
    value: bigint | null;
    standing: string;
    source: string;
    evidence: string;
    decided_on: string | null;
    recorded_at: Date;
    recorded_by: string | null;
  };
  'membership.boundaries': {
    association: string;
    entity: string;
    geometry: Json<AreaGeometry>;
    source: string;
    recorded_at: Date;
    recorded_by: string | null;
  };
  'membership.import_previews': {
    association: string;
    id: string;
    person: string;
    file_name: string;
    sha256: string;
    content: Json<unknown>;
    plan_sha256: string;
    created: Date;
    expires: Date;
  };
};
