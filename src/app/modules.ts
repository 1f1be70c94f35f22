import { agreementModule } from '../modules/agreement/module.ts';
import { auditModule } from '../modules/audit/module.ts';
import { bodiesModule } from '../modules/bodies/module.ts';
import { certifiedMailModule } from '../modules/certified-mail/module.ts';
import { contractsModule } from '../modules/contracts/module.ts';
import { costSharingModule } from '../modules/cost-sharing/module.ts';
import { federationModule } from '../modules/federation/module.ts';
import { identityModule } from '../modules/identity/module.ts';
import { knowledgeModule } from '../modules/knowledge/module.ts';
import { convocationReceipts, meetingsModule } from '../modules/meetings/module.ts';
import { membershipModule } from '../modules/membership/module.ts';
import { operationsModule } from '../modules/operations/module.ts';
import { planningModule } from '../modules/planning/module.ts';
import { privacyModule } from '../modules/privacy/module.ts';
import { publicationModule } from '../modules/publication/module.ts';
import { serviceCatalogueModule } from '../modules/service-catalogue/module.ts';
import { serviceDeskModule } from '../modules/service-desk/module.ts';
import { setUpModule } from '../modules/setup/module.ts';
import { simulationModule } from '../modules/simulation/module.ts';
import { staffingModule } from '../modules/staffing/module.ts';
import { tokensModule } from '../modules/tokens/module.ts';
import { webhooksModule } from '../modules/webhooks/module.ts';
import type { Module } from '../platform/page.ts';
import { platformJobs } from './platform-jobs.ts';

/** The table of contents: every module of the program. */
export const modules: readonly Module[] = [
  agreementModule,
  simulationModule,
  planningModule,
  membershipModule,
  bodiesModule,
  costSharingModule,
  meetingsModule,
  certifiedMailModule([convocationReceipts]),
  publicationModule,
  serviceDeskModule,
  knowledgeModule,
  serviceCatalogueModule,
  contractsModule,
  staffingModule,
  identityModule,
  federationModule,
  setUpModule,
  privacyModule,
  tokensModule(() => modules),
  operationsModule(() => [...platformJobs, ...modules.flatMap((module) => module.jobs ?? [])]),
  webhooksModule(() => modules),
  auditModule(() => modules.flatMap((module) => module.actions)),
];
