import type { StepsOfModule } from '../step.ts';

export const webhooksSteps: StepsOfModule = {
  steps: [],
  withoutStory: 'calls to programs are told in webhooks.doors.test.ts',
};
