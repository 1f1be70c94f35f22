import type { StepsOfModule } from './step.ts';
import { agreementSteps } from './steps/agreement.ts';
import { auditSteps } from './steps/audit.ts';
import { costSharingSteps } from './steps/cost-sharing.ts';
import { identitySteps } from './steps/identity.ts';
import { membershipSteps } from './steps/membership.ts';
import { planningSteps } from './steps/planning.ts';
import { setUpSteps } from './steps/setup.ts';
import { simulationSteps } from './steps/simulation.ts';
import { siteSteps } from './steps/site.ts';

/** Told in this order: what a later one needs stands before it. */
export const stepsOfModules: Readonly<Record<string, StepsOfModule>> = {
  agreement: agreementSteps,
  membership: membershipSteps,
  'cost-sharing': costSharingSteps,
  identity: identitySteps,
  setup: setUpSteps,
  simulation: simulationSteps,
  planning: planningSteps,
  audit: auditSteps,
  site: siteSteps,
};
