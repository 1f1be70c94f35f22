import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { requestCategories, theClause } from '../agreement/rules/index.ts';
import { type ScopeRequest, scopeOf } from '../service-catalogue/rules/index.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';
import { latest } from './voters.ts';

type ScopeFacts = { readonly request: ScopeRequest };

/** Whether a request is for the office (R-VV-8, R-CAL-8). */
export const scope: Simulation<ScopeFacts> = {
  rule: 'scope',
  title: text("competenza dell'ufficio", 'scope of the office'),
  check: (raw) =>
    readFacts<ScopeFacts>(raw, ['request'], (fields) => {
      const request = fields.fields('request', ['category', 'project', 'hostsManagementApplications'], {
        mandatory: true,
      });
      const category = request?.choice('category', requestCategories, { mandatory: true });
      const project = request?.text('project');
      const hostsManagementApplications = request?.truth('hostsManagementApplications') ?? false;
      return { request: category === undefined ? undefined : { category, project, hostsManagementApplications } };
    }),
  run: ({ request }, agreement) => {
    const clause = theClause(agreement, 'scope', latest);
    if (!clause.ok) return clause;
    const found = scopeOf(request, clause.value);
    if (!found.ok) return found;
    const { outcome, requirement, says, explain } = found.value;
    return ok({ result: { outcome, clause: requirement, says: says.it }, explain: () => ({ '': explain() }) });
  },
};
