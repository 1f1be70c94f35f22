const field = () => document.querySelector<HTMLInputElement>('.who-calls input[name="requesterName"]');
const options = () => [...document.querySelectorAll<HTMLElement>('[data-callers] [role="option"]')];

/** Who calls is chosen from the list that follows what is typed, as a combo box; the field has the focus. */
export default function lookUp(): void {
  const input = field();
  if (!input) return;
  input.setAttribute('role', 'combobox');
  for (const button of document.querySelectorAll<HTMLButtonElement>('.who-calls > button')) button.type = 'button';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', 'chi-chiama');
  input.setAttribute('aria-expanded', 'false');
  if (input.autofocus && !document.getElementById('errori') && input.value === '') input.focus();
}

/** The place of the chosen one among those shown. */
function chooseAt(place: number): void {
  const all = options();
  const one = all.at(place % all.length);
  for (const option of all) option.setAttribute('aria-selected', String(option === one));
  one?.scrollIntoView({ block: 'nearest' });
  if (one) field()?.setAttribute('aria-activedescendant', one.id);
}

function close(): void {
  document.querySelector('[data-callers]')?.replaceChildren();
  field()?.setAttribute('aria-expanded', 'false');
  field()?.removeAttribute('aria-activedescendant');
}

/** Fills in what is known of the person; what is wrong is written next. */
function take(option: HTMLElement): void {
  const input = field();
  const form = input?.form;
  if (!input || !form) return;
  const [id, entity, name, contact, asset] = JSON.parse(option.dataset.caller!) as (string | null)[];
  const put = (named: string, value: string) => {
    const other = form.elements.namedItem(named);
    if (other instanceof HTMLInputElement || other instanceof HTMLSelectElement) other.value = value;
  };
  put('requesterName', name!);
  put('entity', entity!);
  put('contact', contact!);
  put('asset', asset!);
  forget();
  const hidden = Object.assign(document.createElement('input'), { type: 'hidden', name: 'caller' });
  hidden.value = JSON.stringify([id, entity, name, '', '']); // what stands in the fields holds, emptied ones too
  form.append(hidden);
  close();
  form.querySelector<HTMLElement>('textarea[name="body"]')?.focus();
}

/** Enter came before the list: the hands have gone on to what is wrong. */
let hurried = false;

/** Whether somebody is called as all of it is written, or has that number: nobody is taken for another unseen. */
function isMeant(option: HTMLElement): boolean {
  const known = (JSON.parse(option.dataset.caller!) as (string | null)[]).join(' ').toLowerCase();
  return field()!
    .value.toLowerCase()
    .trim()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

/** Another name is another person. */
function forget(): void {
  hurried = false;
  for (const old of document.querySelectorAll('form input[type="hidden"][name="caller"]')) old.remove();
}

document.addEventListener('input', (event) => {
  if (event.target !== field()) return;
  forget();
  if (field()!.value.trim().length < 2) close();
});

document.addEventListener('htmx:after:swap', () => {
  const input = field();
  if (!input) return;
  const found = options();
  if (hurried) {
    const [only, other] = found;
    if (only && !other && isMeant(only)) take(only);
    return;
  }
  if (found.length > 0 && document.activeElement !== input) return close();
  input.setAttribute('aria-expanded', String(found.length > 0));
  if (found.length > 0) chooseAt(0);
});

document.addEventListener('keydown', (event) => {
  const form = field()?.form;
  if (!form?.contains(event.target as Node)) return;
  if (event.target !== field() || event.defaultPrevented) return;
  const all = options();
  const here = all.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.key === 'Enter') {
    event.preventDefault(); // a name alone is not yet a request
    const one = all[here] ?? all[0];
    if (one) return take(one);
    hurried = true;
    form.querySelector<HTMLElement>('textarea[name="body"]')?.focus();
  } else if (all.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    chooseAt(here + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (event.key === 'Escape' || event.key === 'Tab') close();
});

document.addEventListener('click', (event) => {
  const option = (event.target as Element).closest<HTMLElement>('[data-callers] [role="option"]');
  if (option) take(option);
});
