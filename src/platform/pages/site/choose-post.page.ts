import { text } from '../../../kernel/text.ts';
import type { PageRoute } from '../../page.ts';
import { wayBack } from '../address.ts';

/** Another post to act from: chosen in the header, kept with the session. */
export const choosePost: PageRoute = {
  method: 'POST',
  path: '/incarico',
  answer: async ({ form }) => ({
    kind: 'redirect',
    to: wayBack(form.torna),
    session: { post: String(form.incarico ?? '') },
    notice: text('Incarico cambiato.', 'Post switched.'),
  }),
};
