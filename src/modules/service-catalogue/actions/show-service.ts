import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { registerTitle } from '../../membership/rules/index.ts';
import { agreementOfCatalogue } from '../agreement-of-catalogue.ts';
import { costEffect, refusals, stateOn } from '../rules/index.ts';
import { draftStages, versionsOf } from '../storage/services.ts';
import { catalogueOfDay } from './catalogue-of-day.ts';
import { serviceStates, standingShape } from './list-services.ts';
import { codeShape, contentView, versionView } from './shapes.ts';

/** A service whole. Who sees the whole association sees its versions and drafts too; the public not its owner. */
export const showService = defineAction({
  name: 'service-catalogue/show-service',
  title: text('leggere un servizio del catalogo', 'read a service of the catalogue'),
  reads: true,
  permission: { capability: 'service-catalogue', letter: 'r', everybody: true },
  http: { method: 'GET', path: '/services/:service' },
  input: z.object({ service: codeShape }),
  output: z.object({
    code: z.string().max(60),
    /** What holds today; null while there is only a draft. */
    content: contentView.nullable(),
    state: z.enum(serviceStates).nullable(),
    article: z.string().max(200).nullable(),
    /** Names of the services it needs, by code. */
    needs: z.array(z.object({ code: z.string().max(60), name: z.string().max(120) })).max(20),
    /** What it is counted in and the cost item it is paid by, in words. */
    unitTitle: textShape.nullable(),
    costItemName: textShape.nullable(),
    /** What having it does to what an entity pays. */
    costEffect: textShape,
    /** Its cost is split among who adheres: by which key, as it says itself or as is chosen for all; null where nobody has said. */
    adhesion: z.object({ key: z.string().max(40).nullable() }).nullable(),
    yours: standingShape.nullable(),
    draft: versionView.extend({ content: contentView }).nullable(),
    versions: z.array(versionView).max(10_000),
  }),
  example: { service: 'antivirus' },
  async run({ tx, association, actor, reach, now, input }) {
    const entity = actor.entity ?? undefined;
    const catalogue = await catalogueOfDay(tx, association, { on: now.today, entity });
    const content = catalogue.contentOf(input.service);
    const versions = reach === 'g' ? await versionsOf(tx, association, input.service) : [];
    const draft = versions.find(({ stage }) => draftStages.some((each) => each === stage));
    if (!content && !draft) throw new Refused(refusals.noSuchService());
    const agreement = await agreementOfCatalogue(tx, association, now.today);
    const { clause, needs, unit, costItem, key, free } = content ?? draft!.content;
    const adhesion = clause === null ? undefined : agreement?.adhesions.get(clause);
    return {
      code: input.service,
      content: content ? { ...written(content), ...(reach === 'p' ? { owner: '', fields: [] } : {}) } : null,
      state: content ? stateOn(content, now.today) : null,
      article: (clause && agreement?.articles.get(clause)) ?? null,
      unitTitle: unit === null ? null : registerTitle(`units:${unit}`),
      costItemName: (costItem && agreement?.costItems.get(costItem)?.name) || null,
      costEffect: costEffect({
        service: { free, costItem, key: key ?? null },
        way: costItem === null ? undefined : agreement?.costItems.get(costItem),
        adhesion,
        unit: unit === null ? null : registerTitle(`units:${unit}`),
      }),
      adhesion: adhesion ? { key: key ?? adhesion.key } : null,
      needs: needs.map((code) => ({ code, name: catalogue.contentOf(code)?.name.it ?? code })),
      yours: entity === undefined || reach !== 'e' ? null : catalogue.standing(input.service, entity),
      draft: draft ? { ...versionOf(draft), content: written(draft.content) } : null,
      versions: versions.map(versionOf),
    };
  },
});

type Version = Awaited<ReturnType<typeof versionsOf>>[number];

export function written(content: Version['content']): z.input<typeof contentView> {
  return {
    ...content,
    key: content.key ?? null,
    entities: content.entities && [...content.entities],
    needs: [...content.needs],
    categories: [...content.categories],
    fields: content.fields.map((field) => ({ ...field, choices: [...field.choices] })),
  };
}

export function versionOf({ number, stage, since, draftedBy, draftedAt, approvedBy, approvedAt, act }: Version) {
  return {
    ...{ number, stage, since, draftedBy, approvedBy, act },
    draftedAt: draftedAt.toISOString(),
    approvedAt: approvedAt?.toISOString() ?? null,
  };
}
