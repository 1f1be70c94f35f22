import type { StepsOfModule } from './step.ts';
import { agreementSteps } from './steps/agreement.ts';
import { auditSteps } from './steps/audit.ts';
import { bodiesSteps } from './steps/bodies.ts';
import { certifiedMailSteps } from './steps/certified-mail.ts';
import { contractsSteps } from './steps/contracts.ts';
import { costSharingSteps } from './steps/cost-sharing.ts';
import { federationSteps } from './steps/federation.ts';
import { identitySteps } from './steps/identity.ts';
import { knowledgeSteps } from './steps/knowledge.ts';
import { meetingsSteps } from './steps/meetings.ts';
import { membershipSteps } from './steps/membership.ts';
import { operationsSteps } from './steps/operations.ts';
import { planningSteps } from './steps/planning.ts';
import { privacySteps } from './steps/privacy.ts';
import { publicationSteps } from './steps/publication.ts';
import { serviceCatalogueSteps } from './steps/service-catalogue.ts';
import { serviceDeskSteps } from './steps/service-desk.ts';
import { deskMailSteps } from './steps/service-desk-mail.ts';
import { setUpSteps } from './steps/setup.ts';
import { simulationSteps } from './steps/simulation.ts';
import { siteSteps } from './steps/site.ts';
import { staffingSteps } from './steps/staffing.ts';
import { tokensSteps } from './steps/tokens.ts';
import { webhooksSteps } from './steps/webhooks.ts';

/** Told in this order: what a later one needs stands before it. */
export const stepsOfModules: Readonly<Record<string, StepsOfModule>> = {
  agreement: agreementSteps,
  membership: membershipSteps,
  'cost-sharing': costSharingSteps,
  identity: identitySteps,
  federation: federationSteps,
  setup: setUpSteps,
  privacy: privacySteps,
  tokens: tokensSteps,
  simulation: simulationSteps,
  planning: planningSteps,
  bodies: bodiesSteps,
  'certified-mail': certifiedMailSteps,
  meetings: meetingsSteps,
  publication: publicationSteps,
  'service-catalogue': serviceCatalogueSteps,
  contracts: contractsSteps,
  'service-desk': {
    ...serviceDeskSteps,
    steps: [...serviceDeskSteps.steps, ...deskMailSteps.steps],
    pages: { ...serviceDeskSteps.pages, ...deskMailSteps.pages },
  },
  knowledge: knowledgeSteps,
  staffing: staffingSteps,
  webhooks: webhooksSteps,
  operations: operationsSteps,
  audit: auditSteps,
  site: siteSteps,
};
