import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';

/** Forms that a passkey fills in: the button asks the browser for it, and sends the form with the answer. */
export default function passkeys(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>('[data-passkey]:not([data-ready])')) {
    place.dataset.ready = '';
    const form = place.querySelector('form');
    if (form) listen(place, form);
  }
}

function listen(place: HTMLElement, form: HTMLFormElement): void {
  const answer = form.elements.namedItem('answer') as HTMLInputElement;
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    says(place, '');
    try {
      answer.value = JSON.stringify(await asked(place));
      form.requestSubmit();
    } catch (error) {
      says(place, reason(place, error));
    }
    asking = false;
  };
  form.addEventListener(
    'submit',
    (event) => {
      if (answer.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void ask();
    },
    { capture: true },
  );
  addEventListener('pageshow', () => {
    answer.value = '';
  });
}

function asked(place: HTMLElement): Promise<unknown> {
  const optionsJSON = JSON.parse(place.dataset.options ?? '{}');
  return place.dataset.passkey === 'create' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
}

function reason({ dataset }: HTMLElement, error: unknown): string {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return dataset.present ?? '';
  const name = error instanceof Error ? error.name : '';
  return (name === 'SecurityError' || !window.PublicKeyCredential ? dataset.unsupported : dataset.failed) ?? '';
}

function says(place: HTMLElement, words: string): void {
  const line = place.querySelector<HTMLElement>('.passkey-says');
  if (!line) return;
  line.textContent = words;
  line.hidden = words === '';
}
