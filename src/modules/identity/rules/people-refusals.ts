import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way in which somebody is not shown or registered. */
export const peopleRefusals = {
  unknownPerson: (): Refusal => ({
    code: 'identity/unknown-person',
    kind: 'missing',
    says: text(
      'Non c’è una persona con questo identificativo tra quelle visibili da questo incarico.',
      'There is no person with this id among those visible from this post.',
    ),
  }),
};
