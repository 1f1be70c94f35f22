import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from './refusals.ts';

type Metadata = Readonly<Record<string, unknown>>;
type Policy = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const operators = new Set(['value', 'default', 'add', 'one_of', 'subset_of', 'superset_of', 'essential']);

/**
 * What an entity says of itself, as whoever stands above it allows. Refuses `federation/untrusted` where it says what the policy
 * does not, or the policy holds an operator that is not known.
 * Source: OpenID Federation 1.0, 6.1.3.
 */
export function withPolicy(metadata: Metadata, policy: Policy): Result<Metadata> {
  const result: Record<string, unknown> = { ...metadata };
  for (const [name, rule] of Object.entries(policy)) {
    if (Object.keys(rule).some((operator) => !operators.has(operator))) return refuse(refusals.untrusted());
    if ('value' in rule) {
      if (rule.value === null) delete result[name];
      else result[name] = rule.value;
    }
    if (rule.add !== undefined) result[name] = [...new Set([...listOf(result[name]), ...listOf(rule.add)])];
    if (rule.default !== undefined) result[name] ??= rule.default;
    if (!isAllowed(result[name], rule)) return refuse(refusals.untrusted());
    if (rule.subset_of !== undefined && result[name] !== undefined)
      result[name] = listOf(result[name]).filter((one) => listOf(rule.subset_of).includes(one));
  }
  return ok(result);
}

function isAllowed(value: unknown, rule: Readonly<Record<string, unknown>>): boolean {
  if (value === undefined) return rule.essential !== true;
  if (rule.one_of !== undefined && !listOf(rule.one_of).includes(value)) return false;
  return listOf(rule.superset_of).every((one) => listOf(value).includes(one));
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
