import type { PagePart, PageRequest } from '../../../platform/page.ts';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import type { Role } from '../../../platform/role.ts';
import { readProblemWay } from '../actions/read-problem-way.ts';
import { messages } from '../messages.ts';

/** Who tells a problem to a referent: not the referents themselves, nor who works on requests. */
const tellers: readonly (Role | null)[] = [null, 'CIT', 'EMP', 'EDI', 'ACC'];

/** Under the box in which one asks: the referent of the own entity, through whom problems go. */
export const ownProblemWayPart: PagePart = {
  page: 'asking',
  order: 5,
  part: async (request: PageRequest) => {
    const { entity, role } = request.actor;
    if (entity === null || !tellers.includes(role)) return null;
    const { source, items } = await request.perform(readProblemWay, { entity });
    const m = messages[request.language];
    return source ? (
      <p class="hint">
        {m.problemWay(items[0]?.names.join(', ') ?? '')} (<SourceLink source={source} />
        ). {m.problemWaySees}
      </p>
    ) : null;
  },
};

/** Where anybody reads how to help himself: the referents, entity by entity. */
export const problemWayPart: PagePart = {
  page: 'public-help',
  order: 10,
  part: async (request: PageRequest) => {
    const { entity, role } = request.actor;
    if (!tellers.includes(role)) return null;
    const { source, items } = await request.perform(readProblemWay, entity === null ? {} : { entity });
    const m = messages[request.language];
    return source ? (
      <section aria-labelledby="a-chi-dirlo">
        <h2 id="a-chi-dirlo">{m.problemWayTitle}</h2>
        <p>
          {m.problemWayLead} (<SourceLink source={source} />
          ).
        </p>
        <ul>
          {items.map((one) => (
            <li key={one.entity.code}>
              {one.entity.name}: {one.names.join(', ')}
            </li>
          ))}
        </ul>
      </section>
    ) : null;
  },
};
