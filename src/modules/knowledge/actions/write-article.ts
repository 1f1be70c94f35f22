import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { refusals } from '../rules/index.ts';
import {
  addVersion,
  articleById,
  type Content,
  insertArticle,
  type StoredArticle,
  versionsOf,
} from '../storage/articles.ts';
import { serviceNames } from './service-names.ts';
import { articleContent, idShape, writers } from './shapes.ts';

const standing = z.object({ id: idShape, latest: z.int().min(1).meta({ format: 'int32' }) });

/** Writes an article; nobody outside the office reads it until it is published. */
export const writeArticle = defineAction({
  name: 'knowledge/write-article',
  title: text('scrivere un articolo', 'write an article'),
  permission: writers,
  http: { method: 'POST', path: '/articles' },
  input: articleContent,
  output: standing,
  example: { audience: 'employees', title: 'Come si firma un documento', body: '1. Aprire *Firma*.' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    await checked(context, input);
    const id = randomUUID();
    await insertArticle(tx, { association, id }, input, { at: now.instant, by: actor.name });
    tell({ before: null, after: { id, title: input.title, audience: input.audience } });
    return { id, latest: 1 };
  },
});

/**
 * Writes a new version; what is read stays until it is published.
 * Refuses `knowledge/no-such-article` and `knowledge/changed-meanwhile`.
 */
export const changeArticle = defineAction({
  name: 'knowledge/change-article',
  title: text('cambiare un articolo', 'change an article'),
  permission: writers,
  http: { method: 'PUT', path: '/articles/:article' },
  input: articleContent.extend({
    article: idShape,
    latest: z.coerce.number().pipe(z.int().min(1)).meta({ description: 'L’ultima versione vista.', format: 'int32' }),
  }),
  output: standing,
  example: {
    article: '00000000-0000-4000-8000-000000000000',
    latest: 1,
    audience: 'employees',
    title: 'Come si firma un documento',
    body: '1. Aprire *Firma*.',
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const { article: id, latest, ...content } = input;
    await checked(context, content);
    const article = await articleToChange(context, id);
    const [last] = await versionsOf(tx, association, id);
    if (article.latest !== latest) throw new Refused(refusals.changedMeanwhile(last!.writtenBy));
    const number = latest + 1;
    await addVersion(tx, { association, id, number }, content, { at: now.instant, by: actor.name });
    tell({
      before: { latest, title: last!.title, audience: last!.audience },
      after: { latest: number, title: content.title, audience: content.audience },
    });
    return { id, latest: number };
  },
});

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** An article, kept still until the transaction ends. */
export async function articleToChange({ tx, association }: Acting, id: string): Promise<StoredArticle> {
  const article = await articleById(tx, association, id, true);
  if (!article) throw new Refused(refusals.noSuchArticle());
  return article;
}

async function checked(context: Acting, { service, titleEn, bodyEn }: Content): Promise<void> {
  const problems = [];
  if (service !== null && !(await serviceNames(context)).has(service))
    problems.push({
      path: 'service',
      says: text('Nel catalogo non c’è questo servizio.', 'There is no such service in the catalogue.'),
    });
  if ((titleEn === '') !== (bodyEn === ''))
    problems.push({
      path: titleEn === '' ? 'titleEn' : 'bodyEn',
      says: text(
        'In inglese servono il titolo e il testo, o nessuno dei due.',
        'In English both title and text are needed, or neither.',
      ),
    });
  if (problems.length > 0) throw new BadInput(problems);
}
