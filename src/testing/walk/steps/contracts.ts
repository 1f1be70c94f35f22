import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

const own = (place: Place) => place.mark(place.a, 'contracts');
const terms = (place: Place) => ({
  ...{ supplier: `Ditta ${own(place)}`, subject: `Stampanti ${own(place)}`, from: '2026-01-01', until: '2028-12-31' },
  ...{ entity: place.a, cig: 'Z1A2B3C4D5', services: [] as string[], machines: `PC ${own(place)}` },
});
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `contracts/${action}`,
  inputs: (place) => [input(place)],
  ...more,
});

export const contractsSteps: StepsOfModule = {
  steps: [
    step('record-contract', terms, {
      keep: (place, { code }: { code: string }) => {
        place.ids.contract = code;
      },
    }),
    step('change-contract', (place) => ({ ...terms(place), contract: place.ids.contract, until: '2029-12-31' })),
    step('list-contracts', () => ({})),
    step('show-contract', (place) => ({ contract: place.ids.contract })),
  ],
  pages: {
    '/:association/assistenza/contratti/:contratto': ({ ids }) => ({ contratto: ids.contract! }),
  },
};
