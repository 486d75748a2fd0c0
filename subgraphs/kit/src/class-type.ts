/** A class as decorators and TypeORM take it. */
// biome-ignore lint/complexity/noBannedTypes: type-graphql and TypeORM declare their classes so.
export type AnyClass = Function;
