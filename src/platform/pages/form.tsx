import { type ComponentChildren, createContext, isValidElement, toChildArray } from 'preact';
import { useContext } from 'preact/hooks';
import { type FormState, freshForm } from './form-state.ts';
import { useFrame, useLanguage } from './frame.ts';
import { messages } from './messages.ts';
import { RefusalNotice } from './notice.tsx';

const FormContext = createContext<FormState>(freshForm());

/** What the form around says about one field. */
export function useFieldState(name: string) {
  const state = useContext(FormContext);
  const language = useLanguage();
  const errors = state.problems.filter((problem) => problem.path === name).map((problem) => problem.says[language]);
  const value = state.values[name];
  return {
    id: fieldId(name),
    /** The form came back with something to say. */
    returned: state.problems.length + state.refusals.length > 0,
    errors,
    value: typeof value === 'string' ? value : undefined,
    values: value === undefined ? undefined : typeof value === 'string' ? [value] : value,
  };
}

/** The id of a field's control; the error summary links to it. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`;
}

/**
 * A form: what is wrong on top with links to the fields, what was typed kept, the protection against forged requests.
 * The buttons are never disabled.
 *
 * @param action the address it is sent to; this page's where left out
 * @param files sends files (multipart)
 */
export function Form({
  state = freshForm(),
  action,
  method = 'post',
  files,
  wide,
  children,
}: {
  state?: FormState;
  action?: string;
  method?: 'post' | 'get';
  files?: boolean;
  wide?: boolean;
  children: ComponentChildren;
}) {
  const frame = useFrame();
  return (
    <FormContext.Provider value={state}>
      <ErrorSummary state={state} labels={labelsIn(children)} />
      <form
        class={wide ? 'form form-wide' : 'form'}
        method={method}
        action={action ?? frame.url}
        encType={files ? 'multipart/form-data' : undefined}
        noValidate
      >
        {method === 'post' && <input type="hidden" name="_csrf" value={frame.csrf} />}
        {children}
      </form>
    </FormContext.Provider>
  );
}

/** The labels of the fields by their name, as far as they are plain words: the summary names the field with them. */
function labelsIn(children: ComponentChildren, found = new Map<string, string>()): Map<string, string> {
  for (const child of toChildArray(children)) {
    if (!isValidElement(child)) continue;
    const {
      name,
      label,
      children: inner,
    } = child.props as { name?: unknown; label?: unknown; children?: ComponentChildren };
    if (typeof name === 'string' && typeof label === 'string') found.set(name, label);
    if (inner) labelsIn(inner, found);
  }
  return found;
}

/**
 * What is wrong with what was sent: it takes the focus and is scrolled into sight. A form has it on top; a page whose forms are
 * of one button each has it at its head.
 *
 * @param labels of the fields by name, where there are fields
 */
export function ErrorSummary({
  state,
  labels = new Map(),
}: {
  state: FormState;
  labels?: ReadonlyMap<string, string>;
}) {
  const language = useLanguage();
  const m = messages[language];
  if (state.problems.length === 0 && state.refusals.length === 0) return null;
  return (
    <>
      {state.problems.length > 0 && (
        <div class="error-summary" role="alert" tabIndex={-1} id="errori" autofocus>
          <h2>{m.errorSummary}</h2>
          <ul>
            {inOrderOf([...labels.keys()], state.problems).map((problem) => (
              <li key={problem.path + problem.says.it}>
                <a href={`#${fieldId(problem.path)}`}>
                  {labels.has(problem.path) && before(labels.get(problem.path)!)}
                  {problem.says[language]}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Refusals refusals={state.refusals} first={state.problems.length === 0} />
    </>
  );
}

/**
 * Why the answer is no, where a page shows it: it takes the focus, and is scrolled into sight.
 *
 * @param first false where a summary of problems stands above it and has the focus already
 */
export function Refusals({ refusals, first = true }: { refusals: FormState['refusals']; first?: boolean }) {
  if (refusals.length === 0) return null;
  return (
    <div class="refusals" tabIndex={-1} id={first ? 'errori' : undefined} autofocus={first}>
      {refusals.map((refusal) => (
        <RefusalNotice key={refusal.code} refusal={refusal} />
      ))}
    </div>
  );
}

/** A label before what is wrong with its field; a question has its own mark already. */
const before = (label: string) => (/[?!:.]$/.test(label) ? `${label} ` : `${label}: `);

/** Problems in the order of their fields, as they are met going down the form; those of no field after them. */
function inOrderOf(fields: readonly string[], problems: FormState['problems']): FormState['problems'] {
  const place = (path: string) => (fields.includes(path) ? fields.indexOf(path) : fields.length);
  return problems.toSorted((a, b) => place(a.path) - place(b.path));
}

/** The buttons that end a form: the one thing to do, and a way back. */
export function FormActions({ submit, children }: { submit: string; children?: ComponentChildren }) {
  return (
    <div class="form-actions">
      <button type="submit" class="btn btn-primary">
        {submit}
      </button>
      {children}
    </div>
  );
}
