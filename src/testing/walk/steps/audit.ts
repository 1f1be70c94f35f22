import type { StepsOfModule } from '../step.ts';

export const auditSteps: StepsOfModule = {
  steps: [
    { action: 'audit/list-entries', inputs: () => [{}, { action: 'membership/record-figure' }] },
    { action: 'audit/show-chain', inputs: () => [{}] },
    { action: 'audit/set-retention', inputs: () => [{ months: 24 }] },
  ],
  pages: { '/:association/sicurezza/registro/:number': () => ({ number: '1' }) },
};
