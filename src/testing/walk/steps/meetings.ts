import type { StepsOfModule } from '../step.ts';

export const meetingsSteps: StepsOfModule = {
  steps: [],
  withoutStory: 'sittings and ballots are told in their own tests: meetings/*.test.ts',
};
