import { shippedAgreement, shippedNames } from '../modules/agreement/module.ts';

/** Part of the build: the shipped agreements, checked, as one JSON object by id on standard output. */
process.stdout.write(JSON.stringify(Object.fromEntries(shippedNames().map((name) => [name, shippedAgreement(name)]))));
