import type { ComponentChildren } from 'preact';
import { HiddenField } from '../../../platform/pages/field.tsx';
import { Form, FormActions } from '../../../platform/pages/form.tsx';
import type { FormState } from '../../../platform/pages/form-state.ts';
import { useLanguage } from '../../../platform/pages/frame.ts';
import { Notice } from '../../../platform/pages/notice.tsx';
import { signInMessages } from '../sign-in-messages.ts';

/**
 * A form that the browser's passkey fills in (`assets/client/passkey.ts`): it asks for one, or makes one, when the button is
 * pressed. Says plainly that this needs JavaScript.
 *
 * @param options what the browser needs, as JSON
 */
export function PasskeyForm({
  way,
  options,
  action,
  submit,
  state,
  step,
  back,
  children,
}: {
  way: 'get' | 'create';
  options: string;
  action: string;
  submit: string;
  state?: FormState;
  step?: string;
  back?: string;
  children?: ComponentChildren;
}) {
  const m = signInMessages[useLanguage()];
  return (
    <div
      class="passkey"
      data-passkey={way}
      data-options={options}
      data-failed={m.passkeyFailed}
      data-unsupported={m.passkeyUnsupported}
      data-present={m.passkeyPresent}
    >
      <noscript>
        <Notice tone="warning">
          <p>{m.passkeyNeedsScript}</p>
        </Notice>
      </noscript>
      <p class="passkey-says" role="alert" hidden />
      <Form {...(state ? { state } : {})} action={action}>
        {children}
        <HiddenField name="answer" value="" />
        {step !== undefined && <HiddenField name="step" value={step} />}
        {back !== undefined && <HiddenField name="torna" value={back} />}
        <FormActions submit={submit} />
      </Form>
    </div>
  );
}
