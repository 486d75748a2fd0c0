import { AgreementEntity, NamndEntity, RunEntity, SourceEntity, UppdragEntity } from './hub-entities.js';

/** Entities of the `hub` schema, for cold reads; hot reads use raw SQL. */
export const hubEntities = [NamndEntity, SourceEntity, RunEntity, AgreementEntity, UppdragEntity] as const;

export { AgreementEntity, NamndEntity, RunEntity, SourceEntity, UppdragEntity };
