import type { StepsOfModule } from '../step.ts';
import { clauseOf } from './agreement.ts';

export const simulationSteps: StepsOfModule = {
  steps: [
    { action: 'simulation/clause-today', inputs: (place) => [{ clause: clauseOf(place) }] },
    {
      action: 'simulation/explain-answer',
      inputs: (place) => (place.letter === 'h' ? [{ clause: 'half-of-entities', probe: 'poll-entities-poll' }] : []),
    },
  ],
  pages: {
    '/:association/convenzione/:clause/spiegazione': () => ({
      clause: 'half-of-entities',
      '?': 'domanda=poll-entities-poll',
    }),
  },
};
