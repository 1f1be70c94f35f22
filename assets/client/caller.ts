const field = () => document.querySelector<HTMLInputElement>('.who-calls input[name="requesterName"]');
const options = () => [...document.querySelectorAll<HTMLElement>('[data-callers] [role="option"]')];

/** Who calls is chosen from the list that follows what is typed, as a combo box; the field has the focus. */
export default function lookUp(): void {
  const input = field();
  if (!input) return;
  hurried = false;
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

type Caller = readonly [id: string | null, entity: string, name: string, contact: string, asset: string];
const callerOf = (option: HTMLElement) => JSON.parse(option.dataset.caller!) as Caller;

const control = (named: string) => {
  const other = field()?.form?.elements.namedItem(named);
  return other instanceof HTMLInputElement || other instanceof HTMLSelectElement ? other : undefined;
};

/** Fills in what is known of the person. What stands in the fields holds afterwards, emptied ones too. */
function fillIn([id, entity, name, contact, asset]: Caller, leaves: (value: string) => boolean = () => false): void {
  for (const [named, value] of Object.entries({ entity, contact, asset })) {
    const other = control(named);
    if (other && !leaves(other.value)) other.value = value;
  }
  field()!.value = name;
  forget();
  const hidden = Object.assign(document.createElement('input'), { type: 'hidden', name: 'caller' });
  hidden.value = JSON.stringify([id, entity, name, '', '']);
  field()!.form!.append(hidden);
  close();
}

const toWhatIsWrong = () => field()?.form?.querySelector<HTMLElement>('textarea[name="body"]')?.focus();

/** The one chosen from the list; what is wrong is written next. */
function take(option: HTMLElement): void {
  if (!field()?.form) return;
  fillIn(callerOf(option));
  toWhatIsWrong();
}

/** Enter came before the list: the hands have gone on to what is wrong. */
let hurried = false;

/** Whether the list answers what stands in the field, and not its beginning. */
function isOfNow(): boolean {
  const asked = document.querySelector<HTMLElement>('[data-callers] [data-asked]')?.dataset.asked;
  return asked !== undefined && asked === field()?.value.trim().slice(0, 120);
}

const digitsIn = (text: string) => text.replace(/^\s*(\+|00)39/, '').replace(/\D/g, '');

/** Whether somebody is called so, every word as it begins, or has that number or address: a name that is only alike is another's. */
function isMeant([, , name, contact]: Caller): boolean {
  const typed = field()!.value.toLowerCase().trim();
  const number = /^[\d\s+()./-]+$/.test(typed) ? digitsIn(typed) : '';
  if (number.length >= 4) return digitsIn(contact).includes(number);
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const begins = (one: string) => words.some((word) => word.startsWith(one));
  return typed.split(/[^\p{L}\p{N}]+/u).every(begins) || (typed.length >= 4 && contact.toLowerCase().includes(typed));
}

/** The one who is meant by what was written before the list came; nobody where it may be two. */
function theOneMeant(): Caller | undefined {
  const all = options().map(callerOf);
  const typed = field()!.value.toLowerCase().trim();
  const called = all.filter(([, , name]) => name.toLowerCase() === typed);
  const [only, other] = called.length > 0 ? called : all;
  return only && !other && isMeant(only) ? only : undefined;
}

/** Fills in who was meant around what was written meanwhile, says whom the list gave, and takes it back where it is not he. */
function takeLate(caller: Caller): void {
  const chosen = control('entity')?.value ?? '';
  if (chosen !== '' && chosen !== caller[1]) return;
  const before = ['requesterName', 'entity', 'contact', 'asset'].map(
    (named) => [named, control(named)?.value] as const,
  );
  fillIn(caller, (value) => value !== '');
  const said = document.querySelector<HTMLElement>('[data-taken]');
  const note = said?.querySelector('template')?.content.cloneNode(true) as DocumentFragment | undefined;
  if (!said || !note) return;
  note.querySelector('strong')!.textContent = caller[2];
  note.querySelector('button')!.addEventListener('click', () => {
    forget();
    for (const [named, value] of before) if (value !== undefined) control(named)!.value = value;
    field()!.focus();
  });
  said.append(note);
}

/** Another name is another person. */
function forget(): void {
  hurried = false;
  for (const said of document.querySelectorAll('[data-taken] > p')) said.remove();
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
    const meant = isOfNow() ? theOneMeant() : undefined;
    if (meant) takeLate(meant);
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
    const one = isOfNow() ? (all[here] ?? all[0]) : undefined;
    if (one) return take(one);
    hurried = true;
    toWhatIsWrong();
  } else if (all.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    chooseAt(here + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (event.key === 'Escape' || event.key === 'Tab') close();
});

document.addEventListener('click', (event) => {
  const option = (event.target as Element).closest<HTMLElement>('[data-callers] [role="option"]');
  if (option) take(option);
});
