import type { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import type { PageReply, PageRequest, PageRoute, Problem } from '../../../platform/page.ts';
import { ChoiceField, SelectField, TextField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { setLead } from '../actions/set-lead.ts';
import { showProgress } from '../actions/show-progress.ts';
import { messages } from '../messages.ts';
import { SetUpSteps, stepAddress } from './set-up-steps.tsx';

const path = '/:association/avvio/capofila';

type Progress = z.output<typeof showProgress.output>;

export const leadPage: PageRoute = {
  method: 'GET',
  path,
  answer: async (request) => reply(request),
};

export const leadForm: PageRoute = {
  method: 'POST',
  path,
  answer: async (request) => {
    const { who, entity, name, kind, code } = request.form;
    const problems: Problem[] = [];
    if (who !== 'member' && who !== 'other') problems.push(problem('who', 'whoNeeded'));
    if (who === 'member' && !entity) problems.push(problem('entity', 'whichNeeded'));
    if (problems.length > 0) return reply(request, { values: request.form, problems, refusals: [] }, 422);
    // An empty field is a field left empty, not one that was not there: every one missing is named.
    const attempt = await request.attempt(
      setLead,
      who === 'member' ? { entity } : { name, kind: kind || undefined, code },
    );
    if (!attempt.ok) {
      const missing = attempt.problems.map((one) =>
        who === 'other' && one.path === 'entity' ? { ...one, path: 'name' } : one,
      );
      return reply(request, returnedForm(request, { ...attempt, problems: missing }), 422);
    }
    const lead = attempt.value;
    return {
      kind: 'redirect',
      to: stepAddress(request.association!.id, 'figures'),
      notice: text(messages.it.leadSaved(lead.name), messages.en.leadSaved(lead.name)),
    };
  },
};

function problem(path: string, key: 'whoNeeded' | 'whichNeeded'): Problem {
  return { path, says: text(messages.it[key], messages.en[key]) };
}

async function reply(request: PageRequest, returned?: FormState, status = 200): Promise<PageReply> {
  const progress = await request.perform(showProgress, {});
  const m = messages[request.language];
  return {
    kind: 'page',
    status,
    title: m.leadTitle,
    scope: 'association',
    crumbs: [{ title: m.setUp, href: `/${request.association!.id}/avvio` }],
    body: <LeadPage progress={progress} form={returned ?? freshForm(proposal(progress))} />,
  };
}

/** What is stored, or else what the agreement says of its lead. */
function proposal({ entities, lead, agreement }: Progress): FormState['values'] {
  const stored = entities.find(({ code }) => code === lead?.code);
  if (stored) {
    return stored.kind === 'comune'
      ? { who: 'member', entity: stored.code }
      : { who: 'other', name: stored.name, kind: stored.kind, code: stored.code };
  }
  const { name, kind, code } = agreement.lead;
  const there = entities.find((one) => one.code === code || one.name === name);
  if (there && there.kind === 'comune') return { who: 'member', entity: there.code };
  return { who: kind === 'comune' ? 'member' : 'other', name, kind, code: code ?? '' };
}

export function LeadPage({ progress, form }: { progress: Progress; form: FormState }) {
  const { language, association } = useFrame();
  const m = messages[language];
  const municipalities = progress.entities.filter(({ kind }) => kind === 'comune');
  return (
    <>
      <SetUpSteps at="lead" done={progress.done} />
      <h1>{m.leadTitle}</h1>
      <p class="lead">{m.leadLead}</p>
      <Form state={form}>
        <ChoiceField
          name="who"
          label={m.who}
          choices={[
            { value: 'member', label: m.whoMember },
            { value: 'other', label: m.whoOther, hint: m.whoOtherHint },
          ]}
        />
        <div class="shown-if-member">
          <SelectField
            name="entity"
            label={m.whichMember}
            optional
            choices={municipalities.map(({ code, name, province }) => ({
              value: code,
              label: province ? `${name} (${province})` : name,
            }))}
          />
        </div>
        <div class="shown-if-other">
          <TextField name="name" label={m.leadName} optional autocomplete="off" />
          <SelectField
            name="kind"
            label={m.leadKind}
            optional
            choices={[
              { value: 'unione', label: m.kindUnione },
              { value: 'provincia', label: m.kindProvincia },
              { value: 'comunita_montana', label: m.kindMontana },
              { value: 'comune', label: m.kindComune },
              { value: 'other', label: m.kindOther },
            ]}
          />
          <TextField name="code" label={m.leadCode} hint={m.leadCodeHint} width="medium" spellcheck={false} optional />
        </div>
        <FormActions submit={m.goOn}>
          <a href={stepAddress(association!.id, 'municipalities')}>{m.back}</a>
          <a href={stepAddress(association!.id, 'figures')}>{m.later}</a>
        </FormActions>
      </Form>
    </>
  );
}
