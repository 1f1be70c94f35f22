import { useFrame } from '../../../platform/pages/frame.ts';
import { Steps } from '../../../platform/pages/steps.tsx';
import { messages } from '../messages.ts';

export const places = ['account', 'agreement', 'name', 'municipalities', 'lead', 'figures', 'costs', 'split'] as const;
export type Place = (typeof places)[number];

/** The address of a step inside an association. */
export function stepAddress(association: string, step: Place): string {
  const names: Readonly<Partial<Record<Place, string>>> = {
    municipalities: 'comuni',
    lead: 'capofila',
    figures: 'dati',
    costs: 'spese',
    split: 'riparto',
  };
  return `/${association}/avvio/${names[step]}`;
}

/** Where one is between the first account and the first split; what is done links back. */
export function SetUpSteps({ at, done = [] }: { at: Place; done?: readonly string[] }) {
  const { language, association } = useFrame();
  const m = messages[language];
  const titles: Readonly<Record<Place, string>> = {
    account: m.stepAccount,
    agreement: m.stepAgreement,
    name: m.stepName,
    municipalities: m.stepEntities,
    lead: m.stepLead,
    figures: m.stepFigures,
    costs: m.stepCosts,
    split: m.stepSplit,
  };
  const current = places.indexOf(at);
  return (
    <Steps
      steps={places.map((place, index) => {
        const inside = association !== null && index >= places.indexOf('municipalities');
        const isDone = index < places.indexOf('municipalities') ? index < current : done.includes(place);
        const href = inside
          ? stepAddress(association.id, place)
          : place === 'agreement'
            ? '/nuova-associazione'
            : undefined;
        return {
          title: titles[place],
          state: index === current ? 'current' : isDone ? 'done' : 'ahead',
          ...(href && (inside || association === null) ? { href } : {}),
        } as const;
      })}
    />
  );
}
