import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * The parts of a schema that an operation uses: `Type`, `Type.field` and `Type.field(argument)`.
 * A variable of an input type may hold any of its fields, so all of them count.
 */
export function usedCoordinates(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: () => {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (!parent || !field) return;
        used.add(parent.name);
        used.add(`${parent.name}.${field.name}`);
        used.add(getNamedType(field.type).name);
      },
      Argument: ({ name }) => {
        const [parent, field, argument] = [info.getParentType(), info.getFieldDef(), info.getArgument()];
        if (!parent || !field || !argument) return;
        used.add(`${parent.name}.${field.name}(${name.value})`);
        addInput(used, argument.type);
      },
      VariableDefinition: () => {
        const type = info.getInputType();
        if (type) addInput(used, type);
      },
      FragmentDefinition: ({ typeCondition }) => void used.add(typeCondition.name.value),
      InlineFragment: ({ typeCondition }) => {
        if (typeCondition) used.add(typeCondition.name.value);
      },
    }),
  );
  return used;
}

function addInput(used: Set<string>, type: GraphQLInputType): void {
  const named = getNamedType(type);
  if (used.has(named.name)) return;
  used.add(named.name);
  if (!isInputObjectType(named)) return;
  for (const field of Object.values(named.getFields())) {
    used.add(`${named.name}.${field.name}`);
    addInput(used, field.type);
  }
}
