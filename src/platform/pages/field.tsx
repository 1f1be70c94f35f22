import type { ComponentChildren } from 'preact';
import { useFieldState } from './form.tsx';
import { useLanguage } from './frame.ts';
import { messages } from './messages.ts';

type FieldProps = {
  /** The name in the action's input, `costs[0].amount`. */
  readonly name: string;
  readonly label: ComponentChildren;
  /** Help under the label. */
  readonly hint?: ComponentChildren;
  /** Marks the field as one that may stay empty; every other is needed. */
  /** `sometimes`: what decides is chosen in the same form, and the hint says it; it is neither demanded nor called optional. */
  readonly optional?: boolean | 'sometimes';
  /** The value to begin from, when nothing was typed yet. */
  readonly value?: string | number | null;
};

type Width = 'short' | 'medium' | 'full';

/** A line of text, or whatever the browser's input type knows: `email`, `password`, `url`, `search`. */
export function TextField({
  type = 'text',
  width = 'full',
  autocomplete,
  inputmode,
  prefix,
  suffix,
  spellcheck,
  focus,
  suggestions = [],
  ...field
}: FieldProps & {
  type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'search';
  width?: Width;
  autocomplete?:
    | 'username'
    | 'current-password'
    | 'new-password'
    | 'one-time-code'
    | 'email'
    | 'name'
    | 'organization'
    | 'off';
  inputmode?: 'numeric' | 'decimal';
  prefix?: string;
  suffix?: string;
  spellcheck?: boolean;
  /** The field that a page is for has the focus when it opens; what is wrong has it, where something is. */
  focus?: boolean;
  /** Words offered while one types; others are taken too. */
  suggestions?: readonly string[];
}) {
  const state = useFieldState(field.name);
  const list = suggestions.length > 0 ? `${state.id}-list` : undefined;
  const input = (
    <input
      class={`control control-${width}`}
      id={state.id}
      name={field.name}
      type={type as 'text'}
      value={type === 'password' ? undefined : (state.value ?? field.value ?? undefined)}
      autocomplete={autocomplete}
      inputmode={inputmode}
      list={list}
      spellcheck={spellcheck}
      autofocus={focus && !state.returned}
      required={!field.optional}
      aria-invalid={state.errors.length > 0 ? 'true' : undefined}
      aria-describedby={describedBy(state.id, field, state.errors)}
    />
  );
  return (
    <FieldFrame field={field} id={state.id} errors={state.errors}>
      {prefix || suffix ? (
        <span class="control-group">
          {prefix && (
            <span class="control-affix" aria-hidden="true">
              {prefix}
            </span>
          )}
          {input}
          {suffix && (
            <span class="control-affix" aria-hidden="true">
              {suffix}
            </span>
          )}
        </span>
      ) : (
        input
      )}
      {list && (
        <datalist id={list}>
          {suggestions.map((words) => (
            <option key={words} value={words} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  );
}

/** A whole or decimal number, typed with a comma or a point. */
export function NumberField({
  decimal,
  suffix,
  width = 'short',
  ...field
}: FieldProps & { decimal?: boolean; suffix?: string; width?: Width }) {
  return (
    <TextField
      {...field}
      width={width}
      inputmode={decimal ? 'decimal' : 'numeric'}
      suffix={suffix}
      spellcheck={false}
    />
  );
}

/** An amount in euro, as people type it: `1.234,56`. */
export function MoneyField(field: FieldProps) {
  return <TextField {...field} width="medium" inputmode="decimal" suffix="€" spellcheck={false} />;
}

/** A date, with the browser's calendar. */
export function DayField(field: FieldProps) {
  return <CalendarField type="date" field={field} />;
}

/** A day and a time of local clocks, `2027-04-26T17:00`, with the browser's calendar. */
export function MomentField(field: FieldProps) {
  return <CalendarField type="datetime-local" field={field} />;
}

function CalendarField({ type, field }: { type: 'date' | 'datetime-local'; field: FieldProps }) {
  const state = useFieldState(field.name);
  return (
    <FieldFrame field={field} id={state.id} errors={state.errors}>
      <input
        class="control control-medium"
        id={state.id}
        name={field.name}
        type={type}
        value={state.value ?? field.value ?? undefined}
        required={!field.optional}
        aria-invalid={state.errors.length > 0 ? 'true' : undefined}
        aria-describedby={describedBy(state.id, field, state.errors)}
      />
    </FieldFrame>
  );
}

export function TextAreaField({ rows = 5, code, ...field }: FieldProps & { rows?: number; code?: boolean }) {
  const state = useFieldState(field.name);
  return (
    <FieldFrame field={field} id={state.id} errors={state.errors}>
      <textarea
        class={code ? 'control control-code' : 'control'}
        id={state.id}
        name={field.name}
        rows={rows}
        required={!field.optional}
        spellcheck={code ? false : undefined}
        aria-invalid={state.errors.length > 0 ? 'true' : undefined}
        aria-describedby={describedBy(state.id, field, state.errors)}
      >
        {state.value ?? field.value ?? ''}
      </textarea>
    </FieldFrame>
  );
}

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string };

/** One of many, in a drop-down; with few choices, `ChoiceField` is better. */
export function SelectField({
  choices,
  width = 'medium',
  ...field
}: FieldProps & { choices: readonly Choice[]; width?: Width }) {
  const state = useFieldState(field.name);
  const chosen = state.value ?? (field.value === undefined || field.value === null ? '' : String(field.value));
  const m = messages[useLanguage()];
  return (
    <FieldFrame field={field} id={state.id} errors={state.errors}>
      <select
        class={`control control-${width}`}
        id={state.id}
        name={field.name}
        required={!field.optional}
        aria-invalid={state.errors.length > 0 ? 'true' : undefined}
        aria-describedby={describedBy(state.id, field, state.errors)}
      >
        {!choices.some((choice) => choice.value === '') && <option value="">{m.choose}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === chosen}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** One of few (radio buttons), or several (`several`: check boxes). */
export function ChoiceField({
  choices,
  several,
  ...field
}: FieldProps & { choices: readonly Choice[]; several?: boolean }) {
  const state = useFieldState(field.name);
  const chosen = state.values ?? (field.value === undefined || field.value === null ? [] : [String(field.value)]);
  return (
    <Fieldset legend={<LabelText field={field} />} hint={field.hint} id={state.id} errors={state.errors}>
      <div class="choices">
        {choices.map((choice, index) => {
          const id = index === 0 ? state.id : `${state.id}-${index}`;
          return (
            <div class="choice" key={choice.value}>
              <input
                type={several ? 'checkbox' : 'radio'}
                id={id}
                name={field.name}
                value={choice.value}
                checked={chosen.includes(choice.value)}
                aria-describedby={choice.hint ? `${id}-h` : undefined}
              />
              <label for={id}>{choice.label}</label>
              {choice.hint && (
                <p class="hint" id={`${id}-h`}>
                  {choice.hint}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}

/** A single yes or no. */
export function CheckField({
  name,
  label,
  hint,
  checked,
}: {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  checked?: boolean;
}) {
  const state = useFieldState(name);
  const on = state.value === undefined ? checked : state.value === 'on' || state.value === 'true';
  const field = { name, label, hint, optional: true };
  return (
    <div class={state.errors.length > 0 ? 'field field-invalid' : 'field'}>
      <Errors id={state.id} errors={state.errors} />
      <div class="choice">
        <input
          type="checkbox"
          id={state.id}
          name={name}
          value="true"
          checked={on}
          aria-describedby={describedBy(state.id, field, state.errors)}
        />
        <label for={state.id}>{label}</label>
        {hint && (
          <p class="hint" id={`${state.id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** A file to send; the form around needs `files`. */
export function FileField({ accept, multiple, ...field }: FieldProps & { accept?: string; multiple?: boolean }) {
  const state = useFieldState(field.name);
  return (
    <FieldFrame field={field} id={state.id} errors={state.errors}>
      <input
        class="control control-file"
        id={state.id}
        name={field.name}
        type="file"
        accept={accept}
        multiple={multiple}
        required={!field.optional}
        aria-invalid={state.errors.length > 0 ? 'true' : undefined}
        aria-describedby={describedBy(state.id, field, state.errors)}
      />
    </FieldFrame>
  );
}

/** A value the form carries along without showing it. */
export function HiddenField({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />;
}

/** Fields that belong together. */
export function Fieldset({
  legend,
  hint,
  id,
  errors = [],
  children,
}: {
  legend: ComponentChildren;
  hint?: ComponentChildren;
  id?: string;
  errors?: readonly string[];
  children: ComponentChildren;
}) {
  const hintId = id && hint ? `${id}-hint` : undefined;
  const errorId = id && errors.length > 0 ? `${id}-error` : undefined;
  return (
    <fieldset
      class={errors.length > 0 ? 'field field-invalid' : 'field'}
      aria-describedby={[hintId, errorId].filter(Boolean).join(' ') || undefined}
    >
      <legend>{legend}</legend>
      {hint && (
        <div class="hint" id={hintId}>
          {hint}
        </div>
      )}
      {id && <Errors id={id} errors={errors} />}
      {children}
    </fieldset>
  );
}

function FieldFrame({
  field,
  id,
  errors,
  children,
}: {
  field: FieldProps;
  id: string;
  errors: readonly string[];
  children: ComponentChildren;
}) {
  return (
    <div class={errors.length > 0 ? 'field field-invalid' : 'field'}>
      <label for={id}>
        <LabelText field={field} />
      </label>
      {field.hint && (
        <div class="hint" id={`${id}-hint`}>
          {field.hint}
        </div>
      )}
      <Errors id={id} errors={errors} />
      {children}
    </div>
  );
}

function LabelText({ field }: { field: FieldProps }) {
  const m = messages[useLanguage()];
  return (
    <>
      {field.label}
      {field.optional === true && <span class="optional"> ({m.optional})</span>}
    </>
  );
}

function Errors({ id, errors }: { id: string; errors: readonly string[] }) {
  const m = messages[useLanguage()];
  if (errors.length === 0) return null;
  return (
    <div class="field-error" id={`${id}-error`}>
      {errors.map((error) => (
        <p key={error}>
          <span class="visually-hidden">{m.errorPrefix} </span>
          {error}
        </p>
      ))}
    </div>
  );
}

function describedBy(id: string, field: FieldProps, errors: readonly string[]): string | undefined {
  const ids = [field.hint && `${id}-hint`, errors.length > 0 && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
