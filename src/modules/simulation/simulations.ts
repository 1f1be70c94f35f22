import { absenceRates } from './absence-rates.ts';
import { ballot } from './ballot.ts';
import { calendar } from './calendar.ts';
import { contractAlignment } from './contract-alignment.ts';
import { costSharing } from './cost-sharing.ts';
import { dataAccess } from './data-access.ts';
import { hours } from './hours.ts';
import { noticeTerm } from './notice.ts';
import { payments } from './payments.ts';
import { posts } from './posts.ts';
import { publication } from './publication.ts';
import { reimbursement } from './reimbursement.ts';
import { scope } from './scope.ts';
import type { Simulation } from './simulation.ts';
import { smsCharges } from './sms-charges.ts';
import { weights } from './weights.ts';
import { withdrawal } from './withdrawal.ts';

// biome-ignore lint/suspicious/noExplicitAny: each rule has facts of its own form, made by its own check
type AnySimulation = Simulation<any>;

/** Every rule that can be run on facts alone, by its name. */
export const simulations: ReadonlyMap<string, AnySimulation> = new Map(
  [
    costSharing,
    weights,
    ballot,
    noticeTerm,
    withdrawal,
    payments,
    publication,
    contractAlignment,
    scope,
    calendar,
    hours,
    reimbursement,
    smsCharges,
    absenceRates,
    dataAccess,
    posts,
  ].map((simulation) => [simulation.rule, simulation as AnySimulation]),
);
