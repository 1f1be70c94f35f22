import { formatMoney } from '../../../kernel/money.ts';
import type { TodayPanel } from '../../../platform/page.ts';
import { listAllocations } from '../actions/list-allocations.ts';
import { setCost } from '../actions/set-cost.ts';
import { showAllocation } from '../actions/show-allocation.ts';
import { messages } from '../messages.ts';
import { amountText, centsOf, signedAmount } from './amount.ts';
import { splitsHref } from './split-frame.tsx';

const most = 3;

/** On the association's first page: the split that holds (its net for who sees all of it, else one's own share against last year's), and drafts to complete. */
export const splitPanel: TodayPanel = {
  needs: listAllocations,
  order: 40,
  panel: async (request) => {
    const { items } = await request.perform(listAllocations, {});
    const holding = items.find(({ state }) => state === 'adopted');
    const drafts = request.may(setCost) ? items.filter(({ state }) => state === 'draft').slice(0, most) : [];
    if (!holding && drafts.length === 0) return null;
    const { language } = request;
    const m = messages[language];
    const base = splitsHref(request.association?.id);
    const split = holding && (await request.perform(showAllocation, { allocation: holding.number }));
    const { entity } = request.actor;
    const own = split?.whole ? undefined : split?.result?.shares.find((share) => share.entity === entity);
    const last = split?.previous && split.previous.year < split.year ? split.previous : undefined;
    const before = last?.shares.find((share) => share.entity === entity);
    const change = own && before && formatMoney((centsOf(own.amount) - centsOf(before.amount)) as never);
    return (
      <section class="panel" aria-labelledby="oggi-riparto">
        <h2 id="oggi-riparto">{m.nav}</h2>
        {split?.result && (
          <>
            <p class="figure-large">{amountText(own ? own.amount : split.result.net, language)}</p>
            <p>
              <a href={own ? `${base}/${split.number}/enti/${own.entity}` : `${base}/${split.number}`}>
                {own ? m.statement(split.year, own.name) : `${m.split(split.year)}, ${m.adopted.toLowerCase()}`}
              </a>
              {change && last && ` (${signedAmount(change, language)} €, ${m.against(last.year).toLowerCase()})`}
            </p>
          </>
        )}
        {drafts.length > 0 && (
          <ul class="plain-list">
            {drafts.map(({ number, year, title }) => (
              <li key={number}>
                <a href={`${base}/${number}`}>
                  {[`${m.split(year)}, ${m.number(number)}`, title].filter(Boolean).join(' · ')}
                </a>
                : {m.nextDraft.toLowerCase()}
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={base}>{m.splits}</a>
        </p>
      </section>
    );
  },
};
