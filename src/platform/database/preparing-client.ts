import { createHash } from 'node:crypto';
import { Client } from 'pg';

/** Statements that one connection keeps prepared: each takes some 30 KiB of PostgreSQL's memory. */
const mostKept = 250;
const mostNoticed = 1000;
/** Lists of many lengths (`in ($1, $2, …)`) would each be a statement of its own. */
const mostValues = 40;
/** Questions that begin with `with` are searches: their best plan depends on what is searched, so that each is planned anew. */
const isPrepared = /^\s*(select|insert|update|delete)\b/i;

/**
 * A connection that from the second time on asks the same question by a name: PostgreSQL reads it, and applies the policies of
 * row-level security to it, once. What those policies ask of the settings and of the role is asked each time.
 */
export class PreparingClient extends Client {
  readonly #names = new Map<string, string>();
  readonly #noticed = new Set<string>();

  // biome-ignore lint/suspicious/noExplicitAny: has every form of the method that it stands before
  override query(asked: any, ...others: any[]): any {
    const [values, ...rest] = others;
    const name = typeof asked === 'string' && Array.isArray(values) ? this.#nameOf(asked, values) : undefined;
    return name ? super.query({ name, text: asked, values }, ...rest) : super.query(asked, ...others);
  }

  #nameOf(statement: string, values: readonly unknown[]): string | undefined {
    const known = this.#names.get(statement);
    if (known || this.#names.size >= mostKept) return known;
    if (values.length === 0 || values.length > mostValues || !isPrepared.test(statement)) return undefined;
    if (!this.#noticed.delete(statement)) {
      if (this.#noticed.size >= mostNoticed) this.#noticed.clear();
      this.#noticed.add(statement);
      return undefined;
    }
    const name = createHash('sha256').update(statement).digest('base64url');
    this.#names.set(statement, name);
    return name;
  }
}
