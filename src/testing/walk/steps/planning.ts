import type { StepsOfModule } from '../step.ts';

export const planningSteps: StepsOfModule = {
  steps: [
    {
      action: 'planning/explain-obligation',
      inputs: (place) => (place.letter === 'h' ? [{ year: 2027, obligation: 'integration-plan:2027-01-15' }] : []),
    },
  ],
};
