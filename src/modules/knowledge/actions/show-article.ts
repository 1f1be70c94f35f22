import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { articleState, refusals } from '../rules/index.ts';
import { articleById, opinionsOf, versionsOf } from '../storage/articles.ts';
import { serviceNames } from './service-names.ts';
import { articleView, idShape, readers } from './shapes.ts';

/** An article: what it says, and for the office its versions and whether it was of use. Refuses `knowledge/no-such-article`. */
export const showArticle = defineAction({
  name: 'knowledge/show-article',
  title: text('leggere un articolo', 'read an article'),
  reads: true,
  permission: readers,
  http: { method: 'GET', path: '/articles/:article' },
  input: z.object({
    article: idShape,
    version: z.coerce.number().pipe(z.int().min(1)).optional().meta({
      description: 'Una versione; quella che si legge dove non è detto, o l’ultima se nessuna si legge.',
      format: 'int32',
    }),
  }),
  output: articleView.extend({
    words: z.string().max(500),
    latest: z.int().min(1).meta({ format: 'int32' }),
    /** The version that is read. */
    published: z.int().min(1).nullable().meta({ format: 'int32' }),
    writtenBy: z.string().max(300).nullable().meta({ description: 'Per l’ufficio.' }),
    versions: z
      .array(
        z.object({
          number: z.int().min(1).meta({ format: 'int32' }),
          writtenAt: z.iso.datetime(),
          writtenBy: z.string().max(300),
        }),
      )
      .max(100_000),
    /** What the person said of it. */
    own: z.boolean().nullable(),
    helpful: z
      .object({ yes: z.int().min(0).meta({ format: 'int32' }), no: z.int().min(0).meta({ format: 'int32' }) })
      .nullable(),
  }),
  example: { article: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, actor, reach, input } = context;
    const forTheOffice = reach === 'g';
    const { version, versions, article } = await versionShown(context, input.article, input.version);
    const opinions = await opinionsOf(tx, association, article.id);
    const own = opinions.find(({ person }) => person === actor.person)?.helpful ?? null;
    const yes = opinions.filter(({ helpful }) => helpful).length;
    return {
      ...(await shown(context, { article, version })),
      words: version.words,
      latest: forTheOffice ? article.latest : version.number,
      published: article.published,
      writtenBy: forTheOffice ? version.writtenBy : null,
      versions: forTheOffice
        ? versions.map(({ number, writtenAt, writtenBy }) => ({
            number,
            writtenBy,
            writtenAt: writtenAt.toISOString(),
          }))
        : [],
      own,
      helpful: forTheOffice ? { yes, no: opinions.length - yes } : null,
    };
  },
});

/** An article for everybody. Refuses `knowledge/no-such-article`. */
export const readArticle = defineAction({
  name: 'knowledge/read-article',
  title: text('leggere un articolo per tutti', 'read an article for everybody'),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/public-articles/:article' },
  input: z.object({ article: idShape }),
  output: articleView,
  example: { article: '00000000-0000-4000-8000-000000000000' },
  run: async (context) => shown(context, await versionShown(context, context.input.article, undefined)),
});

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'reach'>;

async function versionShown({ tx, association, reach }: Acting, id: string, asked: number | undefined) {
  const article = await articleById(tx, association, id);
  const versions = article ? await versionsOf(tx, association, id) : [];
  const wanted = reach === 'g' ? (asked ?? article?.published ?? article?.latest) : article?.published;
  const version = versions.find(({ number }) => number === wanted);
  const hidden = reach === 'p' && version?.audience !== 'public';
  if (!article || !version || hidden) throw new Refused(refusals.noSuchArticle());
  return { article, versions, version };
}

async function shown(
  context: Acting,
  { article, version }: Omit<Awaited<ReturnType<typeof versionShown>>, 'versions'>,
) {
  const { number, title, titleEn, body, bodyEn, audience, service, writtenAt } = version;
  return {
    id: article.id,
    ...{ number, title, titleEn, body, bodyEn, audience, service },
    serviceName: (service !== null && (await serviceNames(context)).get(service)) || null,
    state: articleState(article),
    changed: writtenAt.toISOString(),
  };
}
