import type { Day } from '../../../kernel/day.ts';
import type { AgreementDocument } from '../../agreement/rules/index.ts';

/** Days on which things happened, by the name of the event: `meeting:assembly`, `account-approved`, `signed:c_e507`. */
export type Events = ReadonlyMap<string, readonly Day[]>;

/** One time that an event happened. `name` is as in the events: with the entity's code where each entity has its own. */
export type Happening = { readonly name: string; readonly on: Day; readonly entity: string | undefined };

/** Events that each entity has for itself: a clause names `signed`, the events hold `signed:<code>`. */
const perEntity = 'signed';

/** Every time that an event named by a clause happened, in the order of the events. */
export function happeningsOf(events: Events, named: string): Happening[] {
  const found: Happening[] = [];
  for (const [name, days] of events) {
    const entity = named === perEntity ? entityOf(name) : undefined;
    if (named === perEntity ? entity === undefined : name !== named) continue;
    for (const on of days) found.push({ name, on, entity });
  }
  return found;
}

/** Whether some clause of the agreement, in any version, counts from this event. */
export function isKnownEvent(document: AgreementDocument, name: string): boolean {
  const named = eventsNamed(document);
  return named.has(name) ? name !== perEntity : named.has(perEntity) && entityOf(name) !== undefined;
}

/** The events that the clauses name, as they are written in the events: `signed:<code>` for one of each entity. */
export function eventsKnown(document: AgreementDocument): string[] {
  return [...eventsNamed(document)].map((name) => (name === perEntity ? `${perEntity}:<code>` : name));
}

function entityOf(name: string): string | undefined {
  const code = name.startsWith(`${perEntity}:`) ? name.slice(perEntity.length + 1) : '';
  return code === '' ? undefined : code;
}

const namedEvents = new WeakMap<AgreementDocument, ReadonlySet<string>>();

function eventsNamed(document: AgreementDocument): ReadonlySet<string> {
  let named = namedEvents.get(document);
  if (!named) {
    named = new Set(
      document.clauses.flatMap(({ kind, versions }) =>
        versions.flatMap((version) => {
          if (kind === 'notice') return [`meeting:${String(version.body)}`];
          // A calendar cadence hangs on no event: what it names only shows that a period was kept.
          if (kind === 'cadence')
            return typeof version.after === 'string' && version.mode !== 'calendar' ? [version.after] : [];
          if (kind === 'deadlines' || kind === 'instalments') return eventsIn(version);
          return [];
        }),
      ),
    );
    namedEvents.set(document, named);
  }
  return named;
}

function eventsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(eventsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === 'after' || key === 'before') && typeof inner === 'string' ? [inner] : eventsIn(inner),
  );
}
