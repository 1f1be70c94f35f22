import type { Place } from '../place.ts';
import type { StepsOfModule } from '../step.ts';
import { shippedAgreement, wholeAgreement } from '../whole-agreement.ts';
import { mainBody } from './bodies.ts';

const written = (place: Place, more: string) =>
  `${wholeAgreement(place, mainBody(place))}\n# ${place.mark(null, 'agreement', 'open')} ${more}\n`;
const keepAs = (name: string) => (place: Place, answer: { number: number }) => {
  place.ids[name] = answer.number;
};

export const agreementSteps: StepsOfModule = {
  steps: [
    {
      action: 'agreement/check-document',
      inputs: (place) => [{ written: `format: 1\nid: ${place.mark(null, 'agreement', 'open')}\n` }],
    },
    {
      action: 'agreement/import-document',
      inputs: (place) => [{ written: written(place, 'one') }],
      keep: keepAs('second'),
    },
    {
      action: 'agreement/adopt-document',
      inputs: (place) => [
        { number: place.ids.second, since: '2026-01-01', act: `Delibera ${place.mark(null, 'agreement', 'open')}` },
      ],
    },
    {
      action: 'agreement/import-document',
      inputs: (place) => [{ written: written(place, 'two') }],
      keep: keepAs('third'),
    },
    {
      action: 'agreement/import-document',
      inputs: (place) => [{ written: written(place, 'three') }],
      keep: keepAs('fourth'),
    },
    { action: 'agreement/discard-draft', inputs: (place) => [{ number: place.ids.fourth }] },
    { action: 'agreement/show-document', inputs: () => [{ number: 1 }, { number: 2 }, { number: 3 }] },
    { action: 'agreement/compare-documents', inputs: () => [{ from: 1, to: 2 }] },
    { action: 'agreement/show-clause', inputs: (place) => [{ clause: clauseOf(place) }] },
  ],
  pages: {
    '/:association/convenzione/testi/:number': () => ({ number: 1 }),
    '/:association/convenzione/testi/confronto': () => ({ '?': 'da=1&a=2' }),
    '/:association/convenzione/:clause': (place) => ({ clause: clauseOf(place) }),
  },
};

/** The first clause of the shipped agreement. */
export function clauseOf(place: Place): string {
  return /^clauses:\s*\n(?:\s*#.*\n)*\s*- id: ([a-z0-9-]+)/m.exec(shippedAgreement(place))![1]!;
}
