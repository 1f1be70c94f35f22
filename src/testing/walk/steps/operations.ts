import type { StepsOfModule } from '../step.ts';

const needs = 'needs a mail server that answers: operations and mail have it in their own tests';

export const operationsSteps: StepsOfModule = {
  steps: [],
  onlyRefused: {
    'operations/set-mail-server': needs,
    'operations/remove-mail-server': needs,
    'operations/send-trial-mail': needs,
    'operations/send-mail-again': needs,
    'operations/retry-pending': 'needs a reaction that failed: jobs have it in their own tests',
  },
};
