import type { z } from 'zod';
import { showDay } from '../../../kernel/day.ts';
import type { PageReply, PageRequest, PageRoute, Problem } from '../../../platform/page.ts';
import {
  ChoiceField,
  DayField,
  Fieldset,
  HiddenField,
  MoneyField,
  NumberField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import { type FormState, freshForm, returnedForm } from '../../../platform/pages/form-state.ts';
import { useFrame } from '../../../platform/pages/frame.ts';
import { problemsOf } from '../../../platform/problem.ts';
import { typedInput } from '../../../platform/typed-input.ts';
import { removeCost } from '../actions/remove-cost.ts';
import { setCost } from '../actions/set-cost.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { showChoices } from '../actions/show-choices.ts';
import { identifier } from '../cost-table.ts';
import { messages } from '../messages.ts';
import { bareAmount } from './amount.ts';
import { type CostWay, costInputOf } from './cost-input.ts';
import type { SplitShown } from './split.page.tsx';
import { numberIn, splitCrumbs, splitsHref } from './split-frame.tsx';

type Choices = z.output<typeof showChoices.output>;
type Cost = SplitShown['costs'][number];

/** A new cost: first what decides how it is shared (`?voce=`), then the rest. */
export const newCostPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/spese/nuova',
  needs: setCost,
  answer: async (request) => {
    const { split, choices } = await loaded(request);
    const way = wayNamed(request.query.voce ?? only(choices), choices);
    if (!way) return choose(request, split, choices);
    return page(request, { split, choices, way, form: freshForm({ who: 'all' }) });
  },
};

export const newCostForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/spese/nuova',
  needs: setCost,
  answer: async (request) => {
    const { split, choices } = await loaded(request);
    const way = wayNamed(request.form.voce, choices);
    if (!way) return choose(request, split, choices);
    const words = String(request.form.description ?? '') || (way.by === 'item' ? way.item : '');
    const id = identifier(words, new Set(split.costs.map((cost) => cost.id)));
    return save(request, { split, choices, way, id });
  },
};

export const costPage: PageRoute = {
  method: 'GET',
  path: '/:association/riparto/:number/spese/:cost',
  needs: setCost,
  answer: async (request) => {
    const { split, choices } = await loaded(request);
    const cost = await costNamed(request, split);
    return page(request, { split, choices, cost, way: wayOf(cost, choices), form: formOf(cost, request.language) });
  },
};

export const costForm: PageRoute = {
  method: 'POST',
  path: '/:association/riparto/:number/spese/:cost',
  needs: setCost,
  answer: async (request) => {
    const { split, choices } = await loaded(request);
    const cost = await costNamed(request, split);
    if (request.form.azione === 'togli') {
      await request.perform(removeCost, { allocation: split.number, id: cost.id });
      return {
        kind: 'redirect',
        to: `${splitsHref(request.association?.id)}/${split.number}/spese`,
        notice: { it: messages.it.removed, en: messages.en.removed },
      };
    }
    return save(request, { split, choices, cost, way: wayOf(cost, choices), id: cost.id });
  },
};

async function loaded(request: PageRequest): Promise<{ split: SplitShown; choices: Choices }> {
  const allocation = numberIn(request);
  const split = await request.perform(showAllocation, { allocation });
  return { split, choices: await request.perform(showChoices, { allocation }) };
}

/** The cost of the address; one that is not there is refused as the action does. */
async function costNamed(request: PageRequest, split: SplitShown): Promise<Cost> {
  const cost = split.costs.find(({ id }) => id === request.params.cost);
  if (cost) return cost;
  await request.perform(removeCost, { allocation: split.number, id: request.params.cost ?? '' });
  throw new Error('a cost that is not there was removed');
}

function only({ items, open, projects }: Choices): string | undefined {
  return items.length === 1 && !open && projects === null ? `voce:${items[0]!.id}` : undefined;
}

function wayNamed(asked: unknown, { items, keys, open, projects }: Choices): CostWay | undefined {
  if (typeof asked !== 'string') return undefined;
  const [kind, ...rest] = asked.split(':');
  const name = rest.join(':');
  if (kind === 'progetto') return projects === null && !open ? undefined : { by: 'project' };
  if (kind === 'chiave') return open && keys.some(({ key }) => key === name) ? { by: 'key', key: name } : undefined;
  const item = items.find(({ id }) => id === name);
  return item && itemWay(item.id, item);
}

function wayOf(cost: Cost, { items }: Choices): CostWay {
  if (cost.requestedBy) return { by: 'project' };
  if (cost.item !== null)
    return itemWay(
      cost.item,
      items.find(({ id }) => id === cost.item),
    );
  return { by: 'key', key: cost.key ?? 'equal' };
}

function itemWay(id: string, item: Choices['items'][number] | undefined): CostWay {
  const { adhesion } = item ?? {};
  return {
    ...{ by: 'item', item: id, direct: item?.by === 'direct' },
    ...(adhesion ? { adhesion: adhesion.key === 'custom' ? 'by-weights' : 'by-key' } : {}),
  };
}

function wayText(way: CostWay): string {
  return way.by === 'project' ? 'progetto' : way.by === 'item' ? `voce:${way.item}` : `chiave:${way.key}`;
}

function formOf(cost: Cost, language: 'it' | 'en'): FormState {
  const values: Record<string, string | readonly string[]> = {
    description: cost.description,
    amount: bareAmount(cost.amount, language),
    who: cost.participants === null ? 'all' : 'some',
    participants: cost.participants ?? [],
    requestedBy: cost.requestedBy ?? [],
    authorised: cost.authorised ?? '',
  };
  cost.contributions.forEach(({ source, amount }, place) => {
    values[`contributions[${place}].source`] = source;
    values[`contributions[${place}].amount`] = bareAmount(amount, language);
  });
  for (const [code, amount] of Object.entries(cost.direct ?? {}))
    values[`direct.${code}`] = bareAmount(amount, language);
  for (const [code, weight] of Object.entries(cost.weights ?? {})) values[`weights.${code}`] = String(weight);
  return freshForm(values);
}

type Editing = {
  readonly split: SplitShown;
  readonly choices: Choices;
  readonly way: CostWay;
  readonly cost?: Cost;
  readonly form: FormState;
};

async function save(
  request: PageRequest,
  { split, choices, way, cost, id }: Omit<Editing, 'form'> & { readonly id: string },
): Promise<PageReply> {
  const { input, problems } = costInputOf(request.form, way, choices.entities);
  const given = { ...input, allocation: split.number, id };
  const attempt = await (problems.length > 0
    ? { ok: false as const, problems: [...problems, ...wrongOtherwise(given, problems)], refusals: [] }
    : request.attempt(setCost, given));
  if (!attempt.ok) return page(request, { split, choices, way, cost, form: returnedForm(request, attempt) }, 422);
  return {
    kind: 'redirect',
    to: `${splitsHref(request.association?.id)}/${split.number}`,
    notice: { it: messages.it.costSaved, en: messages.en.costSaved },
  };
}

/** What else is wrong with a cost that is not to be sent yet, so that everything is told at once. */
function wrongOtherwise(given: Record<string, unknown>, told: readonly Problem[]): Problem[] {
  const read = setCost.input.safeParse(typedInput(setCost.input, given));
  if (read.success) return [];
  return problemsOf(read.error, given).filter(({ path }) => !told.some((problem) => problem.path === path));
}

function choose(request: PageRequest, split: SplitShown, choices: Choices): PageReply {
  return {
    kind: 'page',
    title: messages[request.language].newCost,
    crumbs: splitCrumbs(request, split),
    scope: 'association',
    body: <ChooseWay split={split} choices={choices} />,
  };
}

function page(request: PageRequest, editing: Editing, status = 200): PageReply {
  const m = messages[request.language];
  return {
    kind: 'page',
    title: editing.cost ? m.editCost(editing.cost.description || editing.cost.id) : m.newCost,
    status,
    crumbs: splitCrumbs(request, editing.split),
    scope: 'association',
    body: <CostPage {...editing} />,
  };
}

export function ChooseWay({ split, choices }: { split: SplitShown; choices: Choices }) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const how = { key: m.byKey, direct: m.byDirect, capital: m.byCapital, adhesion: m.byAdhesion };
  return (
    <>
      <h1>{m.newCost}</h1>
      <Form method="get" action={`${base}/spese/nuova`}>
        <ChoiceField
          name="voce"
          label={m.whichKind}
          hint={choices.open ? m.whichKeyHint : m.whichKindHint}
          choices={[
            ...choices.items.map(({ id, name, article, by }) => ({
              value: `voce:${id}`,
              label: name[language],
              hint: `${article}: ${how[by]}`,
            })),
            ...(choices.open
              ? choices.keys.map(({ key, title }) => ({ value: `chiave:${key}`, label: title[language] }))
              : []),
            ...(choices.projects !== null ? [{ value: 'progetto', label: m.project, hint: choices.projects }] : []),
          ]}
        />
        <FormActions submit={m.goOn}>
          <a href={`${base}/spese`}>{m.cancel}</a>
        </FormActions>
      </Form>
    </>
  );
}

export function CostPage({ split, choices, way, cost, form }: Editing) {
  const { association, language } = useFrame();
  const m = messages[language];
  const base = `${splitsHref(association?.id)}/${split.number}`;
  const item = way.by === 'item' ? choices.items.find(({ id }) => id === way.item) : undefined;
  const key = way.by === 'key' ? choices.keys.find((each) => each.key === way.key) : undefined;
  const direct = way.by === 'item' && way.direct;
  const people = choices.entities.map(({ code, name }) => ({ value: code, label: name }));
  const decided =
    way.by === 'project'
      ? `${m.project}${choices.projects ? ` (${choices.projects})` : ''}`
      : item
        ? `${item.name[language]} (${item.article})`
        : (key?.title[language] ?? (way.by === 'key' ? way.key : way.item));
  return (
    <>
      <h1>{cost ? m.editCost(cost.description || item?.name[language] || cost.id) : m.newCost}</h1>
      <p class="lead">
        {decided}
        {!cost && (
          <>
            {' '}
            · <a href={`${base}/spese/nuova`}>{m.edit}</a>
          </>
        )}
      </p>
      <Form state={form} wide>
        <HiddenField name="voce" value={wayText(way)} />
        <TextField name="description" label={m.description} hint={m.descriptionHint} optional />
        <MoneyField name="amount" label={m.amount} {...(direct ? { hint: m.amountDirectHint, optional: true } : {})} />
        {direct && (
          <Fieldset legend={m.directCosts} hint={m.directHint} id="f-direct">
            <div class="per-entity">
              {choices.entities.map(({ code, name }) => (
                <MoneyField key={code} name={`direct.${code}`} label={name} optional />
              ))}
            </div>
            <TextAreaField name="directTable" label={m.directPaste} hint={m.directPasteHint} rows={4} code optional />
          </Fieldset>
        )}
        {item?.adhesion && <Adherents adhesion={item.adhesion} />}
        {((way.by === 'key' && way.key === 'weights') || (way.by === 'item' && way.adhesion === 'by-weights')) && (
          <Fieldset legend={m.weights} hint={m.weightsHint} id="f-weights">
            <div class="per-entity">
              {choices.entities.map(({ code, name }) => (
                <NumberField key={code} name={`weights.${code}`} label={name} optional />
              ))}
            </div>
          </Fieldset>
        )}
        {way.by === 'project' ? (
          <>
            <div class="choice-columns">
              <ChoiceField several name="requestedBy" label={m.requesters} hint={m.requestersHint} choices={people} />
            </div>
            <DayField name="authorised" label={m.authorised} hint={m.authorisedHint} />
          </>
        ) : (
          !direct &&
          !item?.adhesion && (
            <>
              <ChoiceField
                name="who"
                label={m.participants}
                choices={[
                  { value: 'all', label: m.everybody },
                  { value: 'some', label: m.onlySome, hint: m.participantsHint },
                ]}
              />
              <div class="choice-columns when-some">
                <ChoiceField several name="participants" label={m.onlySome} choices={people} />
              </div>
            </>
          )
        )}
        <Fieldset legend={m.contributions} hint={m.contributionsHint}>
          {[0, 1, 2].map((place) => (
            <div class="field-row" key={place}>
              <TextField
                name={`contributions[${place}].source`}
                label={`${m.contribution(place + 1)}: ${m.source.toLowerCase()}`}
                {...(place === 0 ? { hint: m.sourceHint } : {})}
                width="medium"
                optional
              />
              <MoneyField name={`contributions[${place}].amount`} label={m.gross} optional />
            </div>
          ))}
        </Fieldset>
        <FormActions submit={m.saveCost}>
          <a href={`${base}/spese`}>{m.cancel}</a>
        </FormActions>
      </Form>
      {cost && (
        <Form>
          <HiddenField name="azione" value="togli" />
          <button type="submit" class="btn btn-outline-primary btn-xs">
            {m.remove}
          </button>
        </Form>
      )}
    </>
  );
}

/** Who has adhered, from when and by which act: nobody else pays. */
function Adherents({ adhesion: { key, adherents } }: { adhesion: NonNullable<Choices['items'][number]['adhesion']> }) {
  const { language } = useFrame();
  const m = messages[language];
  return (
    <>
      <p>{key === null ? m.noAdhesionKey : m.adhesionKey(key)}</p>
      {adherents.length === 0 ? (
        <p>{m.noAdherents}</p>
      ) : (
        <ul>
          {adherents.map(({ name, from, until, act }) => (
            <li key={`${name} ${from}`}>
              {name}: {m.adhered(showDay(from, language), until && showDay(until, language))}, {act}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
