import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import { DayField, SelectField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame, useLanguage } from '../../../platform/pages/frame.ts';
import { oneText } from '../../../platform/pages/one-text.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { listAdoptions } from '../actions/adoptions.ts';
import { listStandards, setStandard, standardKinds, standardStages } from '../actions/standards.ts';
import { messages } from '../messages.ts';
import { standardKindNames, standardStageNames } from '../vocabulary.ts';
import { CatalogueTabs, catalogueCrumbs, catalogueHref, formReply, type Place, partsFor } from './catalogue-frame.tsx';

type Standard = z.output<typeof listStandards.output>['items'][number];
const path = '/:association/assistenza/catalogo/standard';

/** What machines and applications must conform to; adopted ones are open to anybody. */
export const standardsPage: PageRoute = {
  method: 'GET',
  path,
  open: true,
  needs: listStandards,
  answer: async (request) => {
    const { items } = await request.perform(listStandards, {});
    return {
      kind: 'page',
      title: messages[request.language].standards,
      crumbs: catalogueCrumbs(request, 'services'),
      scope: 'association',
      body: (
        <StandardsPage
          items={items}
          parts={partsFor(request)}
          writes={request.may(setStandard)}
          adopts={request.may(listAdoptions)}
        />
      ),
    };
  },
};

function standardForm(request: PageRequest, form: FormState) {
  const { language } = request;
  const m = messages[language];
  const code = request.params.standard;
  return formReply(request, {
    title: code ? m.changeStandard : m.newStandard,
    form,
    place: 'standards',
    back: catalogueHref(request.association!.id, 'standards'),
    fields: (
      <>
        <TextField name="title.it" label={m.title} />
        <TextField name="title.en" label={m.titleEn} optional />
        {!code && <TextField name="code" label={m.code} hint={m.codeHint} width="medium" spellcheck={false} />}
        <SelectField
          name="kind"
          label={m.kind}
          choices={standardKinds.map((value) => ({ value, label: standardKindNames[value][language] }))}
        />
        <SelectField
          name="stage"
          label={m.stage}
          value="proposal"
          choices={standardStages.map((value) => ({ value, label: standardStageNames[value][language] }))}
        />
        <DayField name="since" label={m.since} />
        <TextAreaField name="points" label={m.points} hint={m.pointsHint} rows={6} optional />
        <DayField name="legacyUntil" label={m.legacyUntil} optional />
        <TextField name="act" label={m.act} optional />
      </>
    ),
  });
}

/** Points from lines of text: those that end with the mark can be done without. */
function pointsOf(written: string) {
  const mark = messages.it.optionalMark;
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, place) => ({
      code: `punto-${place + 1}`,
      says: { it: line.endsWith(mark) ? line.slice(0, -mark.length).trim() : line },
      needed: !line.endsWith(mark),
    }));
}

async function send(request: PageRequest, code?: string): Promise<PageReply> {
  const points = pointsOf(oneText(request.form.points) ?? '');
  const given = { ...request.form, ...(code ? { code } : {}), points };
  const attempt = await request.attempt(setStandard, given as never);
  if (!attempt.ok) {
    const returned = returnedForm(request, attempt);
    const problems = returned.problems.map((each) => ({ ...each, path: each.path.replace(/^points.*$/, 'points') }));
    return standardForm(request, { ...returned, problems });
  }
  return {
    kind: 'redirect',
    to: catalogueHref(request.association!.id, 'standards'),
    notice: text(messages.it.standardSaved, messages.en.standardSaved),
  };
}

/** Writing a standard that is studied, proposed or adopted. */
export const standardRoutes: PageRoute[] = [
  {
    method: 'GET',
    path: `${path}/nuovo`,
    needs: setStandard,
    answer: async (request) => standardForm(request, freshForm({ since: request.now.today })),
  },
  {
    method: 'POST',
    path: `${path}/nuovo`,
    needs: setStandard,
    answer: (request) => send(request),
  },
  {
    method: 'GET',
    path: `${path}/:standard/modifica`,
    needs: setStandard,
    answer: async (request) => {
      const { items } = await request.perform(listStandards, { code: request.params.standard! });
      const { kind, stage, since, legacyUntil, act, title, points } = items[0]!;
      const mark = messages.it.optionalMark;
      return standardForm(
        request,
        freshForm({
          ...{ kind, stage, since, act, 'title.it': title.it, 'title.en': title.en, legacyUntil: legacyUntil ?? '' },
          points: points.map(({ says, needed }) => (needed ? says.it : `${says.it} ${mark}`)).join('\n'),
        }),
      );
    },
  },
  {
    method: 'POST',
    path: `${path}/:standard/modifica`,
    needs: setStandard,
    answer: (request) => send(request, request.params.standard),
  },
];

function StandardsPage({
  items,
  parts,
  writes,
  adopts,
}: {
  items: readonly Standard[];
  parts: readonly Place[];
  writes: boolean;
  adopts: boolean;
}) {
  const { association } = useFrame();
  const language = useLanguage();
  const m = messages[language];
  return (
    <>
      <h1>{m.standards}</h1>
      <CatalogueTabs at="standards" parts={parts} />
      <p>{m.standardsIntro}</p>
      {writes && (
        <p>
          <a class="btn btn-primary btn-xs" href={catalogueHref(association?.id, 'standards', '/nuovo')}>
            {m.newStandard}
          </a>
        </p>
      )}
      {items.length === 0 && <EmptyState title={m.noStandards} />}
      {items.map(({ code, title, kind, stage, since, points, legacyUntil, act }) => (
        <section key={code} aria-labelledby={`s-${code}`}>
          <h2 id={`s-${code}`}>{title[language]}</h2>
          <p>
            <StatusChip tone={stage === 'adopted' ? 'good' : 'neutral'}>
              {standardStageNames[stage][language]}
            </StatusChip>{' '}
            {standardKindNames[kind][language]}, {m.from.toLowerCase()} <DayText day={since} />
            {act && ` (${act})`}
          </p>
          {points.length > 0 && (
            <ul>
              {points.map((point) => (
                <li key={point.code}>
                  {point.says[language]} {!point.needed && <span class="muted">({m.optional})</span>}
                </li>
              ))}
            </ul>
          )}
          {writes && stage !== 'adopted' && (
            <p>
              <a href={catalogueHref(association?.id, 'standards', `/${code}/modifica`)}>{m.changeStandard}</a>
            </p>
          )}
          {adopts && kind === 'documents' && stage === 'adopted' && (
            <p>
              <a href={catalogueHref(association?.id, 'standards', `/${code}/adozioni`)}>{m.seeAdoptions}</a>
            </p>
          )}
          {legacyUntil && (
            <p class="muted">
              {m.legacyUntil} <DayText day={legacyUntil} />
            </p>
          )}
        </section>
      ))}
    </>
  );
}
