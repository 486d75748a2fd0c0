import { type Caller, fieldClasses, isWithheldFromRole, roles } from '@kommunhub/schema';
import {
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/**
 * Holds every field of a person-level type to the policy, whatever path leads
 * to it: what the role of the caller does not see is empty before the field's
 * own resolver is asked. Names that a federated build adds pass.
 */
export function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || fieldClasses[type.name] === undefined) continue;
    for (const field of Object.values(type.getFields())) {
      const isList = isNonNullType(field.type) ? isListType(field.type.ofType) : false;
      const resolve = field.resolve;
      const guarded: GraphQLFieldResolver<unknown, { readonly caller: Caller }> = (
        source,
        args,
        context,
        info,
      ) => {
        if (isWithheldFromRole(context.caller.role, type.name, field.name)) return isList ? [] : null;
        if (resolve !== undefined) return resolve(source, args, context, info);
        return (source as Record<string, unknown>)[field.name];
      };
      if (mayWithhold(type.name, field.name)) field.resolve = guarded;
    }
  }
}

/** Fields that some role does not see; the others keep the speed of graphql-js's own way. */
function mayWithhold(type: string, field: string): boolean {
  return roles.some((role) => isWithheldFromRole(role, type, field));
}
