import type { Day } from '../../../kernel/day.ts';
import type { PageRequest, PageRoute } from '../../../platform/page.ts';
import { askedIn } from '../../../platform/pages/asked-in.ts';
import { DayText } from '../../../platform/pages/day-text.tsx';
import { EmptyState } from '../../../platform/pages/empty-state.tsx';
import {
  ChoiceField,
  DayField,
  MoneyField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../platform/pages/field.tsx';
import { ListPage } from '../../../platform/pages/list-page.tsx';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { claimReimbursement, decideClaim, listClaims, payClaim } from '../actions/reimbursement-claims.ts';
import { listStaff } from '../actions/staff.ts';
import { messages } from '../messages.ts';
import { claimStateNames, claimStates, lentKinds } from '../vocabulary.ts';
import { Amount } from './amount.tsx';
import { basePath, formRoutes, PageHead, scopeOf, staffingCrumbs, staffingHref, staffTabs } from './staffing-frame.tsx';

const tones = { claimed: 'attention', approved: 'attention', refused: 'bad', paid: 'good' } as const;

/** What entities have back for the staff that they lend. */
export const claimsPage: PageRoute = {
  method: 'GET',
  path: `${basePath}/rimborsi`,
  needs: listClaims,
  answer: async (request) => {
    const { language } = request;
    const m = messages[language];
    const asked = askedIn<Record<string, string>>(request.query, { state: 'stato', year: 'anno' });
    const { items, count, total, paid, years } = await request.perform(listClaims, asked as never);
    const decides = request.may(decideClaim);
    const pays = request.may(payClaim);
    const act = (id: string, slug: string, title: string) => (
      <a href={staffingHref(request, `/rimborsi/${id}/${slug}`)}>{title}</a>
    );
    return {
      kind: 'page',
      title: m.claims,
      crumbs: staffingCrumbs(request),
      scope: scopeOf(request),
      body: (
        <>
          <PageHead
            title={m.claims}
            lead={m.claimsLead}
            acts={
              request.may(claimReimbursement)
                ? [{ title: m.claim, href: staffingHref(request, '/rimborsi/nuovo'), main: true }]
                : []
            }
          />
          {staffTabs(request, 'claims')}
          {count > 0 && (
            <p>
              {m.claimed} <Amount of={total} />, {m.ofThosePaid} <Amount of={paid} />.
            </p>
          )}
          <ListPage
            caption={m.claims}
            filters={[
              {
                kind: 'choice',
                name: 'stato',
                label: m.state,
                choices: claimStates.map((value) => ({ value, label: claimStateNames[value][language] })),
              },
              {
                kind: 'choice',
                name: 'anno',
                label: m.year,
                choices: years.map((year) => ({ value: String(year), label: String(year) })),
              },
            ]}
            rows={items}
            rowKey={({ id }) => id}
            count={count}
            empty={<EmptyState title={m.noClaims} />}
            columns={[
              { key: 'person', title: m.person, names: true, cell: ({ person }) => person.name },
              {
                key: 'state',
                title: m.state,
                cell: ({ id, state, paidOn, why }) => (
                  <>
                    <StatusChip tone={tones[state]}>{claimStateNames[state][language]}</StatusChip>{' '}
                    {paidOn && <DayText day={paidOn as Day} />} {why && <span class="small muted">{why}</span>}
                    {decides && state === 'claimed' && act(id, 'decisione', m.decide)}
                    {pays && state === 'approved' && act(id, 'pagamento', m.pay)}
                  </>
                ),
              },
              { key: 'amount', title: m.toGiveBack, numeric: true, cell: ({ amount }) => <Amount of={amount} /> },
              { key: 'year', title: m.year, numeric: true, cell: ({ year }) => String(year) },
              { key: 'entity', title: m.entity, cell: ({ entity }) => entity.name },
              { key: 'cost', title: m.yearlyCost, numeric: true, cell: ({ cost }) => <Amount of={cost} /> },
              { key: 'part', title: m.percentage, numeric: true, cell: ({ percentage }) => m.percent(percentage) },
              { key: 'act', title: m.act, cell: (row) => row.act },
            ]}
          />
        </>
      ),
    };
  },
};

const crumb = (request: PageRequest) => [
  { title: messages[request.language].claims, href: staffingHref(request, '/rimborsi') },
];
const ofClaim = (request: PageRequest) => ({ claim: request.params.rimborso });

async function theClaim(request: PageRequest) {
  const { items } = await request.perform(listClaims, { claim: request.params.rimborso! });
  const { person, year, entity, amount } = items[0]!;
  return (
    <>
      {person.name}, {entity.name}, {String(year)}: <Amount of={amount} />
    </>
  );
}

export const claimRoutes = formRoutes({
  path: '/rimborsi/nuovo',
  needs: claimReimbursement,
  page: async (request) => {
    const m = messages[request.language];
    const { items } = await request.perform(listStaff, { state: 'any' });
    const lent = items.filter(({ kind, employer }) => employer !== null && lentKinds.some((each) => each === kind));
    return {
      title: m.claim,
      intro: m.claimHint,
      back: '/rimborsi',
      crumbs: crumb(request),
      values: { year: request.now.today.slice(0, 4) },
      fields: (
        <>
          <SelectField
            name="staff"
            label={m.person}
            choices={lent.map(({ id, name, employer, percentage }) => ({
              value: id,
              label: `${name}, ${employer!.name}, ${m.percent(percentage)}`,
            }))}
          />
          <NumberField name="year" label={m.year} />
          <MoneyField name="cost" label={m.yearlyCost} hint={m.yearlyCostHint} />
          <TextField name="note" label={m.note} optional />
        </>
      ),
    };
  },
});

export const decideClaimRoutes = formRoutes({
  path: '/rimborsi/:rimborso/decisione',
  needs: decideClaim,
  page: async (request) => {
    const m = messages[request.language];
    return {
      title: m.decideClaim,
      intro: await theClaim(request),
      back: '/rimborsi',
      crumbs: crumb(request),
      fields: (
        <>
          <ChoiceField
            name="approves"
            label={m.decide}
            value="true"
            choices={[
              { value: 'true', label: m.approves },
              { value: 'false', label: m.refuses },
            ]}
          />
          <TextField name="act" label={m.act} optional />
          <TextAreaField name="why" label={m.why} hint={m.ifRefuses} rows={2} optional />
        </>
      ),
    };
  },
  input: ofClaim,
});

export const payClaimRoutes = formRoutes({
  path: '/rimborsi/:rimborso/pagamento',
  needs: payClaim,
  page: async (request) => {
    const m = messages[request.language];
    return {
      title: m.payClaim,
      intro: await theClaim(request),
      back: '/rimborsi',
      crumbs: crumb(request),
      values: { paidOn: request.now.today },
      fields: (
        <>
          <DayField name="paidOn" label={m.paidOn} />
          <TextField name="act" label={m.paymentOrder} />
        </>
      ),
    };
  },
  input: ofClaim,
});
