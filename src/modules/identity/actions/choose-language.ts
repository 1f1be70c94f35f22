import { z } from 'zod';
import { languages, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { storeLanguage } from '../storage/people.ts';
import { ownAct } from './own-act.ts';

/** The language of one's pages and of the letters one receives. */
export const chooseLanguage = defineAction({
  name: 'identity/choose-language',
  title: text('scegliere la propria lingua', 'choose one’s language'),
  scope: 'installation',
  permission: 'signed-in',
  doors: ['api'],
  http: { method: 'PUT', path: '/own-language' },
  input: z.object({ language: z.enum(languages) }),
  output: z.object({ language: z.enum(languages) }),
  example: { language: 'en' },
  async run(context) {
    const { tx, input, tell } = context;
    const person = await ownAct(context);
    await storeLanguage(tx, person, input.language);
    tell({ after: { language: input.language } });
    return { language: input.language };
  },
});
