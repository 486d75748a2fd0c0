import { Directive } from 'type-graphql';

type AnyDecorator = ClassDecorator & PropertyDecorator & MethodDecorator;

/** `@key(fields: …)`: the type is an entity, found by these fields. */
export function Key(fields: string, options: { readonly resolvable?: boolean } = {}): ClassDecorator {
  const resolvable = options.resolvable === false ? ', resolvable: false' : '';
  return Directive(`@key(fields: "${fields}"${resolvable})`) as ClassDecorator;
}

/** `@shareable`: more than one subgraph answers this field or type. */
export function Shareable(): AnyDecorator {
  return Directive('@shareable') as AnyDecorator;
}

/** `@cost(weight: …)`: what the field costs, for the gateway's limit. */
export function Cost(weight: number): AnyDecorator {
  return Directive(`@cost(weight: ${weight})`) as AnyDecorator;
}

/** `@listSize`: how long a list can be, by an argument or at most. */
export function ListSize(
  size: { readonly assumed: number } | { readonly argument: string; readonly fields: readonly string[] },
): AnyDecorator {
  if ('assumed' in size) return Directive(`@listSize(assumedSize: ${size.assumed})`) as AnyDecorator;
  const fields = size.fields.map((field) => `"${field}"`).join(', ');
  return Directive(
    `@listSize(slicingArguments: ["${size.argument}"], sizedFields: [${fields}], requireOneSlicingArgument: false)`,
  ) as AnyDecorator;
}
