import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { type Role, roles } from '../../../platform/role.ts';

type Held = { readonly role: Role; readonly since: Day; readonly until: Day | null };

/** What is said of a code that no entity of the association has. */
export const notInRegister = (code: string): Text =>
  text(`Nel registro degli enti non c’è il codice ${code}.`, `The register of entities has no code ${code}.`);

/** What is wrong with a last day that comes before the first. */
export function lastBeforeFirst(since: Day): Text {
  return text(
    `L’ultimo giorno viene prima del primo, ${showDay(since)}.`,
    `The last day comes before the first, ${showDay(since, 'en')}.`,
  );
}

/** What is missing where a role is held for an entity. */
export function entityNeeded(role: Role): Text {
  return text(
    `Il ruolo «${roles[role].it}» è di un ente: va indicato quale.`,
    `The role “${roles[role].en}” belongs to an entity: say which.`,
  );
}

/** Every way in which a post is not given or changed. */
export const postRefusals = {
  incompatible: (found: {
    readonly asked: Held;
    readonly held: Held;
    readonly source: Source;
    readonly because?: Text;
  }): Refusal => {
    const { asked, held, source, because } = found;
    const why = because ? { it: `: ${because.it}`, en: `: ${because.en}` } : { it: '', en: '' };
    const end = held.until
      ? { it: ` fino al ${showDay(held.until)}`, en: ` until ${showDay(held.until, 'en')}` }
      : { it: '', en: '' };
    return {
      code: 'identity/incompatible-roles',
      kind: 'rule',
      source,
      says: text(
        `Il ruolo «${roles[asked.role].it}» non si può dare a chi è ${roles[held.role].it}${end.it}${why.it}.`,
        `The role “${roles[asked.role].en}” cannot be given to a ${roles[held.role].en}${end.en}${why.en}.`,
      ),
      remedy: text(
        `Chiudere prima l’incarico di ${roles[held.role].it} e far cominciare l’altro dal giorno dopo, oppure scegliere un’altra persona.`,
        `End the post of ${roles[held.role].en} first and let the other begin the day after, or choose another person.`,
      ),
    };
  },
  noSuchEntity: (code: string): Refusal => ({
    code: 'identity/no-such-entity',
    kind: 'missing',
    says: notInRegister(code),
    remedy: text(
      'Scriverlo prima nel registro degli enti, poi chiedere gli accessi.',
      'Enter it in the register of entities first, then ask for accesses.',
    ),
  }),
  endsBeforeItBegins: (since: Day): Refusal => ({
    code: 'identity/ends-before-it-begins',
    kind: 'rule',
    says: lastBeforeFirst(since),
    remedy: text('Correggere una delle due date.', 'Correct one of the two dates.'),
  }),
  begun: (since: Day): Refusal => ({
    code: 'identity/post-begun',
    kind: 'conflict',
    says: text(
      `L’incarico è cominciato il ${showDay(since)}: non si annulla più.`,
      `The post began on ${showDay(since, 'en')}: it can no longer be cancelled.`,
    ),
    remedy: text('Chiuderlo, indicando l’ultimo giorno.', 'End it, giving its last day.'),
  }),
  sameTwice: (role: Role, since: Day): Refusal => ({
    code: 'identity/post-held-already',
    kind: 'conflict',
    says: text(
      `La persona ha già l’incarico di ${roles[role].it} per quell’ente, dal ${showDay(since)}.`,
      `The person already holds the post of ${roles[role].en} for that entity, since ${showDay(since, 'en')}.`,
    ),
    remedy: text(
      'Cambiare le date dell’incarico che c’è, invece di darne un altro.',
      'Change the dates of the post there is, rather than giving another.',
    ),
  }),
};
