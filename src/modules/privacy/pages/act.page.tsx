import type { z } from 'zod';
import { filePage } from '../../../platform/file-answer.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { Definitions } from '../../../platform/pages/definitions.tsx';
import { DayField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Icon } from '../../../platform/pages/icon.tsx';
import { SourceLink } from '../../../platform/pages/source-link.tsx';
import { confirmAct } from '../actions/confirm-act.ts';
import { endAct } from '../actions/end-act.ts';
import { readActDocument } from '../actions/read-act-document.ts';
import { showAct } from '../actions/show-act.ts';
import { messages } from '../messages.ts';
import { ActState, MeasureState, RightsText } from './act-words.tsx';
import { dataAddress, dataCrumbs, saying } from './data-frame.tsx';

type Shown = z.output<typeof showAct.output>;

/** An act: what it gives, how it stands, and confirming or ending it. */
export const actPage: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/atti/:atto',
  answer: (request) => reply(request, {}),
};

export const actDocument: PageRoute = {
  method: 'GET',
  path: '/:association/sicurezza/dati/atti/:atto/documento',
  answer: async (request) => filePage(await request.perform(readActDocument, { act: request.params.atto! })),
};

export const confirmForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/atti/:atto/conferma',
  answer: async (request) => {
    const act = request.params.atto!;
    const attempt = await request.attempt(confirmAct, { act });
    if (!attempt.ok) return reply(request, { confirming: returnedForm(request, attempt) });
    return { kind: 'redirect', to: dataAddress(request, 'atti', act), notice: saying('confirmed') };
  },
};

export const endForm: PageRoute = {
  method: 'POST',
  path: '/:association/sicurezza/dati/atti/:atto/cessazione',
  answer: async (request) => {
    const act = request.params.atto!;
    const attempt = await request.attempt(endAct, { ...request.form, act });
    if (!attempt.ok) return reply(request, { ending: returnedForm(request, attempt) });
    return { kind: 'redirect', to: dataAddress(request, 'atti', act), notice: saying('actEnded') };
  },
};

type Returned = { readonly confirming?: FormState; readonly ending?: FormState };

async function reply(request: PageRequest, returned: Returned): Promise<PageReply> {
  const m = messages[request.language];
  const act = await request.perform(showAct, { act: request.params.atto! });
  return {
    kind: 'page',
    ...(returned.confirming || returned.ending ? { status: 422 } : {}),
    title: m.act(act.number),
    crumbs: dataCrumbs(request, { title: m.tabActs, href: dataAddress(request, 'atti') }),
    body: (
      <ActPage
        act={act}
        base={dataAddress(request, 'atti', act.id)}
        dataBase={dataAddress(request)}
        mayConfirm={request.may(confirmAct)}
        returned={returned}
      />
    ),
  };
}

export function ActPage({
  act,
  base,
  dataBase,
  mayConfirm,
  returned,
}: {
  act: Shown;
  base: string;
  dataBase: string;
  mayConfirm: boolean;
  returned: Returned;
}) {
  const m = messages[useLanguage()];
  const holds = act.state === 'holding' || act.state === 'later';
  return (
    <>
      <div class="page-head">
        <h1>{m.act(act.number)}</h1>
        <p class="page-actions">
          <a class="btn btn-outline-primary btn-xs" href={`${base}/documento`} hx-boost="false" download>
            <Icon name="download" size="small" /> {m.download}
          </a>
        </p>
      </div>
      <Definitions
        items={[
          { term: m.state, is: <ActState act={act} /> },
          { term: m.measure, is: <MeasureState act={act} /> },
          { term: m.entity, is: act.entityName },
          { term: m.actOn, is: <DayText day={act.on} /> },
          { term: m.signedBy, is: act.signedBy },
          { term: m.person, is: act.personName },
          { term: m.rights, is: <RightsText rights={act.rights} /> },
          {
            term: m.dataSets,
            is: (
              <ul class="plain-list">
                {act.dataSets.map(({ id, name }) => (
                  <li key={id}>
                    <a href={`${dataBase}/${id}`}>{name}</a>
                  </li>
                ))}
              </ul>
            ),
          },
          { term: m.since, is: <DayText day={act.since} /> },
          { term: m.until, is: act.until && <DayText day={act.until} /> },
          { term: m.confirmBy, is: holds && <DayText day={act.confirmBy} /> },
          { term: m.ended, is: act.ended && <DayText day={act.ended} /> },
          { term: m.because, is: act.endedBecause },
          { term: m.rule, is: <SourceLink source={act.source} /> },
        ]}
      />
      {mayConfirm && holds && (
        <>
          <section aria-labelledby="conferma">
            <h2 id="conferma">{m.confirm}</h2>
            <p>{m.confirmLead}</p>
            <Form state={returned.confirming ?? freshForm()} action={`${base}/conferma`}>
              <FormActions submit={m.confirm} />
            </Form>
          </section>
          {act.ended === null && (
            <section aria-labelledby="cessazione">
              <h2 id="cessazione">{m.end}</h2>
              <Form state={returned.ending ?? freshForm()} action={`${base}/cessazione`}>
                <DayField name="on" label={m.endOn} hint={m.endOnHint} optional />
                <TextField name="because" label={m.because} />
                <FormActions submit={m.end} />
              </Form>
            </section>
          )}
        </>
      )}
    </>
  );
}
