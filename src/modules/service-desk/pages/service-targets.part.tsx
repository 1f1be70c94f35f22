import type { z } from 'zod';
import type { PagePart } from '../../../platform/page.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { listTargets } from '../actions/set-target.ts';
import { clockMessages } from '../clock-messages.ts';
import { priorityNames } from '../vocabulary.ts';

type Line = z.output<typeof listTargets.output>['items'][number];

/** On the page of a service of the catalogue: how soon requests for it are meant to be answered and solved. */
export const serviceTargetsPart: PagePart = {
  page: 'service',
  order: 10,
  part: async (request) => {
    if (!request.may(listTargets)) return null;
    const { items } = await request.perform(listTargets, {});
    const begun = items.filter(({ since }) => since <= request.now.today);
    const own = begun.filter(({ service }) => service === request.params.servizio);
    const lines = own.length > 0 ? own : begun.filter(({ service }) => service === null);
    const last = lines.filter((line, place) => lines.findIndex(({ priority }) => priority === line.priority) === place);
    return last.length === 0 ? null : <Targets lines={last} />;
  },
};

function Targets({ lines }: { lines: readonly Line[] }) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = clockMessages[language];
  const minutes = (value: number | null) =>
    value === null ? m.noTerm : m.duration(Math.floor(value / 60), value % 60);
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">{m.targetsTitle}</h2>
      <ul>
        {lines.map(({ priority, firstAnswer, solution, clause }) => (
          <li key={priority ?? ''}>
            {priority ? priorityNames[priority][language] : m.anyPriority}: {m.firstAnswer.toLowerCase()}{' '}
            {minutes(firstAnswer)}, {m.solution.toLowerCase()} {minutes(solution)}{' '}
            {clause && <a href={`/${association?.id}/convenzione/${clause}`}>{clause}</a>}
          </li>
        ))}
      </ul>
    </section>
  );
}
