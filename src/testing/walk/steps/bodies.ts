import type { StepsOfModule } from '../step.ts';

export const bodiesSteps: StepsOfModule = {
  steps: [],
  withoutStory: 'seats and offices are told in their own tests: bodies.doors.test.ts',
};
