import type { StepsOfModule } from '../step.ts';

const needs = 'needs a provider of identity that answers: ';

export const federationSteps: StepsOfModule = {
  steps: [],
  onlyRefused: {
    'federation/ask-oidc': `${needs}oidc.doors.test.ts`,
    'federation/unlink-account': `${needs}oidc.doors.test.ts`,
    'federation/open-sign-in': `${needs}oidc.doors.test.ts`,
    'federation/add-spid-provider': `${needs}spid.doors.test.ts`,
    'federation/ask-spid': `${needs}spid.doors.test.ts`,
    'federation/receive-spid-exit': `${needs}spid.doors.test.ts`,
    'federation/remove-spid-provider': `${needs}spid.doors.test.ts`,
    'federation/set-up-spid': `${needs}spid.doors.test.ts`,
    'federation/show-spid-metadata': `${needs}spid.doors.test.ts`,
  },
};
