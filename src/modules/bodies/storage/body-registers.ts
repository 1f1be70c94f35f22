import { type Selectable, sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type {
  Act,
  AddedBody,
  Appointment,
  ChosenRole,
  Delegation,
  Holding,
  RecordedSeat,
  RoleHolding,
} from '../rules/index.ts';
import type { BodiesTables } from './tables.ts';

const actOf = (row: { act: string; act_number: string; act_day: Day | null }): Act => ({
  act: row.act,
  number: row.act_number,
  day: row.act_day,
});

export type BodyRegisters = {
  readonly added: readonly AddedBody[];
  readonly seats: readonly RecordedSeat[];
  readonly holdings: readonly Holding[];
  readonly delegations: readonly Delegation[];
  readonly roles: readonly RoleHolding[];
  readonly appointments: readonly Appointment[];
};

/** Everything recorded about bodies, oldest first; of what has begun by a day, where it is given. */
export async function bodyRegisters(tx: Tx, association: string, begunBy?: Day): Promise<BodyRegisters> {
  const last = begunBy ?? ('9999-12-31' as Day);
  const begun = async <Name extends Exclude<keyof BodiesTables, 'bodies.documents'>>(
    name: Name,
    order = sql`since, recorded_at`,
  ) => {
    const { rows } = await sql<Selectable<BodiesTables[Name]>>`
      select * from ${sql.table(name)} where association = ${association} and since <= ${last} order by ${order}`.execute(
      tx,
    );
    return rows;
  };
  const added = await begun('bodies.bodies');
  const seats = await begun('bodies.seats', sql`body, recorded_at, id`);
  const holdings = await begun('bodies.holders');
  const delegations = await begun('bodies.delegations');
  const roles = await begun('bodies.body_roles');
  const appointments = await begun('bodies.appointments');
  return {
    added: added.map((row) => ({
      id: row.id,
      name: { it: row.name_it, en: row.name_en },
      nature: row.nature as AddedBody['nature'],
      about: row.about,
      since: row.since,
      until: row.until,
      act: actOf(row),
      document: row.document,
      closingAct: row.closing_act,
    })),
    seats: seats.map((row) => ({
      body: row.body,
      id: row.id,
      title: { it: row.title_it, en: row.title_en },
      entity: row.entity as EntityCode | null,
      votes: row.votes,
      since: row.since,
      until: row.until,
      act: actOf(row),
    })),
    holdings: holdings.map((row) => ({
      id: row.id,
      body: row.body,
      seat: row.seat,
      person: row.person,
      post: row.post,
      entity: row.entity as EntityCode | null,
      since: row.since,
      until: row.until,
      act: actOf(row),
      document: row.document,
      ending: row.ending,
    })),
    delegations: delegations.map((row) => ({
      id: row.id,
      body: row.body,
      seat: row.seat,
      entity: row.entity as EntityCode | null,
      giver: row.giver,
      giverPost: row.giver_post,
      delegate: row.delegate,
      form: row.form as Delegation['form'],
      meeting: row.meeting,
      since: row.since,
      until: row.until,
      signed: row.signed_on,
      document: row.document,
      revoked: row.revoked_on,
      revokingAct: row.revoking_act,
    })),
    roles: roles.map((row) => ({
      id: row.id,
      body: row.body,
      role: row.role as ChosenRole,
      person: row.person,
      since: row.since,
      until: row.until,
      act: actOf(row),
      document: row.document,
    })),
    appointments: appointments.map((row) => ({
      id: row.id,
      office: row.office,
      name: row.name_it === null ? null : { it: row.name_it, en: row.name_en ?? row.name_it },
      entity: row.entity as EntityCode | null,
      deputy: row.deputy,
      person: row.person,
      since: row.since,
      until: row.until,
      act: actOf(row),
      document: row.document,
      powers: row.powers,
      provisional: row.provisional,
      note: row.note,
      ending: row.ending,
    })),
  };
}
