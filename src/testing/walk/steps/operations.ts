import { type Received, startSmtpServer } from '../../smtp-server.ts';
import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

/** Takes what the letters of the walk say, if a job were to send them. */
const smtp: { readonly port: number; readonly received: readonly Received[] } = await startSmtpServer();

const word = (place: Place) => place.mark(null, 'security');

const mailServer: Step = {
  action: 'operations/set-mail-server',
  as: 'SYS lead',
  inputs: (place) => [
    {
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      sender: `${word(place)}@walk.example`,
      senderName: `Posta ${word(place)}`,
    },
  ],
};

export const operationsSteps: StepsOfModule = {
  steps: [
    mailServer,
    { action: 'operations/remove-mail-server', as: 'SYS lead', inputs: () => [{}] },
    mailServer,
    {
      action: 'operations/send-trial-mail',
      as: 'SYS lead',
      inputs: (place) => [{ to: `prova-${word(place)}@walk.example` }],
      keep: (place, answer: { message: string }) => {
        place.ids.message = answer.message;
      },
    },
    { action: 'operations/send-mail-again', as: 'SYS lead', inputs: (place) => [{ message: place.ids.message }] },
    { action: 'operations/list-mail', as: 'SYS lead', inputs: () => [{}, { state: 'waiting' }] },
  ],
  onlyRefused: {
    'operations/retry-pending': 'needs a reaction that failed: jobs have it in their own tests',
  },
};
