import type { StepsOfModule } from '../step.ts';

/** The pages of the site itself. */
export const siteSteps: StepsOfModule = {
  steps: [],
  pages: {
    '/api/:module': () => ({ module: 'membership' }),
    '/api/:module/:action': () => ({ module: 'membership', action: 'list-entities' }),
  },
};
