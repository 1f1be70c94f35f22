import { type Day, showDay } from '../../../kernel/day.ts';
import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way in which a round of confirmations says no. */
export const reviewRefusals = {
  noReview: (): Refusal => ({
    code: 'identity/no-review',
    kind: 'missing',
    says: text('Non c’è una conferma degli incarichi con questo identificativo.', 'There is no review with this id.'),
  }),
  stillOpen: (due: Day): Refusal => ({
    code: 'identity/review-open',
    kind: 'conflict',
    says: text(
      `Una conferma degli incarichi è aperta fino al ${showDay(due)}.`,
      `A review of posts is open until ${showDay(due, 'en')}.`,
    ),
    remedy: text('Se ne apre un’altra dal giorno dopo.', 'Another one opens from the day after.'),
  }),
  nothingToReview: (): Refusal => ({
    code: 'identity/nothing-to-review',
    kind: 'conflict',
    says: text('Non ci sono incarichi in corso da confermare.', 'There are no posts in force to confirm.'),
  }),
  notInReview: (): Refusal => ({
    code: 'identity/post-not-in-review',
    kind: 'missing',
    says: text(
      'L’incarico non è tra quelli da confermare, o non è visibile da questo incarico.',
      'The post is not among those to confirm, or cannot be seen from this post.',
    ),
  }),
  ownPost: (): Refusal => ({
    code: 'identity/own-post',
    kind: 'rule',
    says: text('Nessuno conferma un incarico proprio.', 'Nobody confirms a post of one’s own.'),
    remedy: text(
      'Lo conferma l’altro referente o delegato dell’ente, oppure il responsabile del servizio.',
      'The entity’s other referent or delegate confirms it, or the head of the service.',
    ),
  }),
  entityReviews: (): Refusal => ({
    code: 'identity/entity-reviews',
    kind: 'rule',
    says: text(
      'L’ente ha chi conferma i propri incarichi: referente o delegato del titolare.',
      'The entity has somebody who confirms its posts: the referent or the controller’s delegate.',
    ),
    remedy: text(
      'Il responsabile conferma quelli di tutta l’associazione e degli enti che non hanno nessuno.',
      'The head confirms those of the whole association and of entities that have nobody.',
    ),
  }),
};
