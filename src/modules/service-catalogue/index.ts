/** The front door of the catalogue: what can be asked for, what is counted for costs, what is supported. Rules are behind `rules/index.ts`. */
export { activateService, correctActivation, endActivation } from './actions/activations.ts';
export { askScope } from './actions/ask-scope.ts';
export { catalogueOfDay } from './actions/catalogue-of-day.ts';
export { listActivations } from './actions/list-activations.ts';
export { listAskable } from './actions/list-askable.ts';
export { listServices } from './actions/list-services.ts';
export { loadServices } from './actions/load-services.ts';
export { declareSystem } from './actions/systems.ts';
export { type AdheredService, adheredServices } from './adhered-services.ts';
export { type AskedService, askedService } from './asked-service.ts';
export { type CountedUnits, countedUnits } from './counted-units.ts';
export { linesOfServices } from './lines-of-services.ts';
export { referentsOf } from './referents-of.ts';
export { type SupportOfAsset, supportOfAsset } from './support-of-systems.ts';
export { systemNames } from './system-names.ts';
export { type WhatIsOffered, whatIsOffered } from './what-is-offered.ts';
