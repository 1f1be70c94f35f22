import { z } from 'zod';
import {
  majorityTerms,
  noticeTerms,
  pollTerms,
  powersTerms,
  quorumTerms,
  requestTerms,
  voteWeightsTerms,
} from './kinds/body.ts';
import { dataAccessTerms } from './kinds/data.ts';
import {
  allocationTerms,
  capitalTerms,
  contributionsTerms,
  conventionsTerms,
  correctiveTerms,
  indexedReimbursementTerms,
  instalmentsTerms,
  meteredChargeTerms,
  requesterPaysTerms,
  staffReimbursementTerms,
} from './kinds/money.ts';
import {
  absenceRatesTerms,
  changeNoticesTerms,
  helpChannelsTerms,
  helpLevelsTerms,
  hourQuotaTerms,
  offerTerms,
  presenceMinimumTerms,
  scopeTerms,
  siteReferentTerms,
  siteTasksTerms,
} from './kinds/office.ts';
import {
  appointmentTerms,
  bodyRolesTerms,
  bodyTerms,
  guestsTerms,
  mandateTerms,
  termOfOfficeTerms,
  twoStepApprovalTerms,
} from './kinds/organs.ts';
import { incompatibleRolesTerms, roleLimitsTerms } from './kinds/people.ts';
import {
  cadenceTerms,
  contractAlignmentTerms,
  deadlinesTerms,
  durationTerms,
  publicationTerms,
  withdrawalTerms,
} from './kinds/time.ts';
import { asResolved, type Parameter } from './parameter.ts';

/** The closed set of clause kinds: each with the terms a version of such a clause holds. `statement` computes nothing, on purpose. */
export const kindTerms = {
  statement: (_parameter: Parameter) => z.strictObject({}),
  conventions: conventionsTerms,
  allocation: allocationTerms,
  contributions: contributionsTerms,
  corrective: correctiveTerms,
  capital: capitalTerms,
  'staff-reimbursement': staffReimbursementTerms,
  'requester-pays': requesterPaysTerms,
  'indexed-reimbursement': indexedReimbursementTerms,
  'metered-charge': meteredChargeTerms,
  instalments: instalmentsTerms,
  body: bodyTerms,
  'body-roles': bodyRolesTerms,
  mandate: mandateTerms,
  'term-of-office': termOfOfficeTerms,
  guests: guestsTerms,
  appointment: appointmentTerms,
  'two-step-approval': twoStepApprovalTerms,
  'vote-weights': voteWeightsTerms,
  quorum: quorumTerms,
  majority: majorityTerms,
  powers: powersTerms,
  poll: pollTerms,
  request: requestTerms,
  notice: noticeTerms,
  duration: durationTerms,
  deadlines: deadlinesTerms,
  cadence: cadenceTerms,
  withdrawal: withdrawalTerms,
  publication: publicationTerms,
  'contract-alignment': contractAlignmentTerms,
  scope: scopeTerms,
  'hour-quota': hourQuotaTerms,
  'absence-rates': absenceRatesTerms,
  'site-referent': siteReferentTerms,
  'site-tasks': siteTasksTerms,
  'presence-minimum': presenceMinimumTerms,
  'change-notices': changeNoticesTerms,
  'help-channels': helpChannelsTerms,
  'help-levels': helpLevelsTerms,
  offer: offerTerms,
  'incompatible-roles': incompatibleRolesTerms,
  'role-limits': roleLimitsTerms,
  'data-access': dataAccessTerms,
} as const;

export type ClauseKind = keyof typeof kindTerms;
export const clauseKinds = Object.keys(kindTerms) as readonly ClauseKind[];

/** The terms of a clause of this kind, its readings resolved. */
export type Terms<K extends ClauseKind> = z.output<ReturnType<(typeof kindTerms)[K]>>;

const resolvedSchemas = new Map<ClauseKind, z.ZodType>();

/** The schema of the terms once readings are resolved; made when first asked for. */
export function termsSchema<K extends ClauseKind>(kind: K): z.ZodType<Terms<K>> {
  let schema = resolvedSchemas.get(kind);
  if (!schema) {
    schema = kindTerms[kind](asResolved);
    resolvedSchemas.set(kind, schema);
  }
  return schema as z.ZodType<Terms<K>>;
}
