import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute } from '../../../platform/page.ts';
import { DayField, TextAreaField, TextField } from '../../../platform/pages/field.tsx';
import { Form, fieldId } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { addMunicipalities } from '../actions/add-municipalities.ts';
import { findMunicipalities } from '../actions/find-municipalities.ts';
import { showProgress } from '../actions/show-progress.ts';
import { messages } from '../messages.ts';
import { SetUpSteps, stepAddress } from './set-up-steps.tsx';

const path = '/:association/avvio/comuni';
const mostShown = 60;

type Progress = z.output<typeof showProgress.output>;
type Found = z.output<typeof findMunicipalities.output>;
type Municipality = Found['items'][number];

export const municipalitiesPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

/** The button says what is asked: to search (what is chosen stays chosen), to take all that was found, or to add. */
export const municipalitiesForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const { form } = request;
    const asked = form.do;
    if (asked === 'search' || asked === 'all') return reply(request, freshForm(form), asked === 'all');
    const association = request.association!.id;
    const chosen = chosenIn(form);
    if (chosen.length === 0 && String(form.list ?? '').trim() === '') {
      const { done } = await request.perform(showProgress, {});
      if (done.includes('municipalities')) return { kind: 'redirect', to: stepAddress(association, 'lead') };
    }
    const { list, joined } = form;
    const attempt = await request.attempt(addMunicipalities, { istat: chosen, list, joined });
    if (!attempt.ok) return reply(request, returnedForm(request, attempt), false, 422);
    const { added } = attempt.value;
    return {
      kind: 'redirect',
      to: stepAddress(association, 'lead'),
      notice: text(messages.it.added(added), messages.en.added(added)),
    };
  },
};

function chosenIn(form: PageRequest['form']): string[] {
  const chosen = form.istat ?? [];
  return [...new Set((typeof chosen === 'string' ? [chosen] : chosen).filter((istat) => istat !== ''))].slice(0, 2000);
}

async function reply(request: PageRequest, form?: FormState, takesAll = false, status = 200): Promise<PageReply> {
  const progress = await request.perform(showProgress, {});
  const words = form?.values ?? {};
  const q = String(words.q ?? '').slice(0, 200);
  const province = String(words.province ?? '').slice(0, 60);
  const searched = q.trim() !== '' || province.trim() !== '';
  const limit = takesAll ? 500 : mostShown;
  const found = searched ? await request.perform(findMunicipalities, { q, province, limit }) : undefined;
  const kept: Municipality[] = [];
  for (const istat of chosenIn(words)) {
    const { items } = await request.perform(findMunicipalities, { q: istat, limit: 1 });
    if (items[0]?.istat === istat) kept.push(items[0]);
  }
  const chosen = takesAll
    ? [...new Map([...kept, ...(found?.items ?? [])].map((one) => [one.istat, one])).values()]
    : kept;
  const joined = progress.entities.map((one) => one.joined).find((day) => day !== null);
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.entitiesTitle,
    scope: 'association',
    crumbs: [{ title: m.setUp, href: `/${request.association!.id}/avvio` }],
    body: (
      <MunicipalitiesPage
        progress={progress}
        form={form ?? freshForm({ joined: joined ?? `${request.now.today.slice(0, 4)}-01-01` })}
        found={found}
        chosen={chosen}
      />
    ),
  };
}

export function MunicipalitiesPage({
  progress,
  form,
  found,
  chosen,
}: {
  progress: Progress;
  form: FormState;
  found: Found | undefined;
  chosen: readonly Municipality[];
}) {
  const { language, association } = useFrame();
  const m = messages[language];
  const { entities, done } = progress;
  const names = new Set(entities.map(({ name }) => name));
  const isChosen = new Set(chosen.map(({ istat }) => istat));
  const others = found?.items.filter(({ istat }) => !isChosen.has(istat)) ?? [];
  const register = `/${association?.id}/enti`;
  return (
    <>
      <SetUpSteps at="municipalities" done={done} />
      <h1>{m.entitiesTitle}</h1>
      <p class="lead">{m.entitiesLead}</p>
      {entities.length > 0 && (
        <p>
          <strong>{m.already(entities.length)}</strong>: {entities.map(({ name }) => name).join(', ')}. {m.alreadyHint}{' '}
          <a href={register}>{m.openRegister}</a>
        </p>
      )}
      <Form state={form}>
        <div class="setup-search">
          <TextField name="q" type="search" label={m.search} hint={m.searchHint} optional autocomplete="off" />
          <TextField name="province" label={m.province} hint={m.provinceHint} optional autocomplete="off" />
          <button type="submit" class="btn btn-outline-primary" name="do" value="search">
            {m.doSearch}
          </button>
        </div>
        {chosen.length > 0 && (
          <fieldset class="field">
            <legend>{m.chosen(chosen.length)}</legend>
            <Boxes municipalities={chosen} checked names={names} />
          </fieldset>
        )}
        {found && (
          <fieldset class="field" id="trovati">
            <legend>{m.results(found.count)}</legend>
            {found.count === 0 && <p>{m.noResults}</p>}
            {found.count > found.items.length && <p class="hint">{m.resultsCut(found.items.length)}</p>}
            <Boxes municipalities={others} names={names} />
            {others.length > 1 && found.count <= 500 && (
              <button type="submit" class="btn btn-sm btn-outline-primary" name="do" value="all">
                {m.addAll}
              </button>
            )}
          </fieldset>
        )}
        <TextAreaField name="list" label={m.list} hint={m.listHint} rows={4} optional />
        <DayField name="joined" label={m.joined} hint={m.joinedHint} />
        <div class="form-actions">
          <button type="submit" class="btn btn-primary" name="do" value="add">
            {m.addThem}
          </button>
          {done.includes('municipalities') && <a href={stepAddress(association!.id, 'lead')}>{m.withoutAdding}</a>}
          <a href={`${register}/importa`}>{m.fromFile}</a>
        </div>
      </Form>
    </>
  );
}

function Boxes({
  municipalities,
  checked,
  names,
}: {
  municipalities: readonly Municipality[];
  checked?: boolean;
  names: ReadonlySet<string>;
}) {
  return (
    <ul class="setup-found">
      {municipalities.map(({ istat, name, province }) => {
        const id = fieldId(`istat-${istat}`);
        return (
          <li class="choice" key={istat}>
            <input type="checkbox" id={id} name="istat" value={istat} checked={checked ?? names.has(name)} />
            <label for={id}>
              {name} ({province})
            </label>
          </li>
        );
      })}
    </ul>
  );
}
