import type { TodayPanel } from '../../../platform/page.ts';
import { listActs } from '../actions/list-acts.ts';
import { listMeasures } from '../actions/list-measures.ts';
import { recordAct } from '../actions/record-act.ts';
import { showMyAccesses } from '../actions/show-my-accesses.ts';
import { messages } from '../messages.ts';
import { dataAddress } from './data-frame.tsx';

/** What waits for the person: instructions to read, acts to confirm, measures to apply. Nothing where nothing does. */
export const dataPanel: TodayPanel = {
  needs: showMyAccesses,
  order: 50,
  panel: async (request) => {
    if (request.actor.kind !== 'person') return null;
    const m = messages[request.language];
    const mine = await request.attempt(showMyAccesses, {});
    if (!mine.ok) return null;
    const lines: [string, string][] = [];
    const unread = mine.value.authorisations.filter(({ state }) => state === 'unread').length;
    if (unread > 0) lines.push([m.panelUnread(unread), dataAddress(request, 'miei')]);
    if (request.may(recordAct)) {
      const { toConfirm } = await request.perform(listActs, {});
      if (toConfirm > 0) lines.push([m.panelConfirm(toConfirm), `${dataAddress(request, 'atti')}?stato=to-confirm`]);
    }
    if (request.may(listMeasures)) {
      const { items } = await request.perform(listMeasures, {});
      if (items.length > 0) lines.push([m.panelMeasures(items.length), dataAddress(request, 'misure')]);
    }
    const own = mine.value.dataSets.length;
    if (own > 0) lines.push([m.panelMine(own), dataAddress(request, 'miei')]);
    if (lines.length === 0) return null;
    return (
      <section class="panel" aria-labelledby="oggi-dati">
        <h2 id="oggi-dati">{m.panel}</h2>
        <ul class="plain-list">
          {lines.map(([words, href]) => (
            <li key={words}>
              <a href={href}>{words}</a>
            </li>
          ))}
        </ul>
      </section>
    );
  },
};
