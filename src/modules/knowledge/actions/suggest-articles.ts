import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { askedWords } from '../rules/index.ts';
import { articlesAbout } from '../storage/find-articles.ts';
import { readers, serviceCode } from './shapes.ts';

const mostWords = 40;
const mostArticles = 3;

/** Up to three articles that may already say what somebody is about to ask. */
export const suggestArticles = defineAction({
  name: 'knowledge/suggest-articles',
  title: text('vedere se un articolo risponde già', 'see whether an article answers already'),
  reads: true,
  permission: readers,
  http: { method: 'GET', path: '/article-suggestions' },
  input: z.object({
    words: z.string().max(50_000).meta({ description: 'Quel che si sta per chiedere.' }),
    service: serviceCode.optional(),
  }),
  output: z.object({
    items: z
      .array(z.object({ id: z.uuid(), title: z.string().max(200), titleEn: z.string().max(200) }))
      .max(mostArticles),
  }),
  example: { words: 'La stampante non stampa' },
  async run({ tx, association, input }) {
    const words = askedWords(input.words, mostWords);
    const rows = await articlesAbout(tx, { association, words, service: input.service ?? null }, mostArticles);
    return { items: rows.map(({ id, title, title_en }) => ({ id, title, titleEn: title_en })) };
  },
});
