import { showDay } from '../../../kernel/day.ts';
import type { PageRequest, TodayPanel } from '../../../platform/page.ts';
import { StatusChip } from '../../../platform/pages/status-chip.tsx';
import { importDocument } from '../actions/import-document.ts';
import { listDocuments } from '../actions/list-documents.ts';
import { showAgreement } from '../actions/show-agreement.ts';
import { messages } from '../messages.ts';

/** The agreement on the association's first page: its state, its end, what is missing, drafts for who decides on them. */
export const agreementPanel: TodayPanel = {
  needs: showAgreement,
  order: 20,
  panel: async (request: PageRequest) => {
    const asked = await request.attempt(showAgreement, {});
    if (!asked.ok) return null;
    const agreement = asked.value;
    const { language } = request;
    const m = messages[language];
    const base = `/${request.association!.id}/convenzione`;
    const writes = request.may(importDocument);
    const drafts = writes
      ? (await request.perform(listDocuments, {})).documents.filter(({ adopted }) => adopted === null).length
      : 0;
    const missing = agreement.readings.filter(({ nature, value }) => nature === 'missing' && value === null).length;
    return (
      <section class="panel" aria-labelledby="oggi-convenzione">
        <h2 id="oggi-convenzione">{m.panelTitle}</h2>
        <p>
          <a href={base}>{agreement.name[language]}</a>
        </p>
        <ul class="plain-list">
          {agreement.ends && (
            <li>
              {m.ends}:{' '}
              {agreement.ends < request.now.today
                ? m.ended(showDay(agreement.ends, language))
                : showDay(agreement.ends, language)}
              {agreement.expiry?.alert && !agreement.expiry.renews && (
                <> {<StatusChip tone="attention">{m.expiryShort(agreement.expiry.daysLeft)}</StatusChip>}</>
              )}
            </li>
          )}
          {writes && missing > 0 && (
            <li>
              <a href={`${base}/letture?natura=missing`}>{m.panelMissing(missing)}</a>
            </li>
          )}
          {drafts > 0 && (
            <li>
              <a href={`${base}/testi`}>{m.panelDrafts(drafts)}</a>
            </li>
          )}
        </ul>
      </section>
    );
  },
};
