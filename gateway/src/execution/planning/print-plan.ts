import type {
  FetchRewrite,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';

/** A plan as indented text, the same for the same plan: for golden files and for people. */
export function printPlan(plan: QueryPlan): string {
  if (!plan.node) return 'Nothing is fetched\n';
  return `${lines(plan.node).join('\n')}\n`;
}

function lines(node: PlanNode): string[] {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return [node.kind, ...indent(node.nodes.flatMap(lines))];
    case 'Flatten':
      return [`At ${path(node.path)}`, ...indent(lines(node.node))];
    case 'Fetch':
      return [
        `Fetch ${node.serviceName}`,
        ...indent([
          ...requires(node.requires),
          ...rewrites(node.inputRewrites, node.outputRewrites),
          node.operation.trim(),
        ]),
      ];
    case 'BatchFetch':
      return [
        `BatchFetch ${node.serviceName}`,
        ...indent([
          ...node.entityBatch.aliases.flatMap((alias) => [
            `${alias.alias} at ${alias.paths.map(path).join(', ')}`,
            ...indent([...requires(alias.requires), ...rewrites(alias.inputRewrites, alias.outputRewrites)]),
          ]),
          node.operation.trim(),
        ]),
      ];
    default:
      return [node.kind];
  }
}

function requires(selections: readonly RequiresSelection[] | undefined): string[] {
  return selections && selections.length > 0 ? [`requires ${selections.map(selection).join(' ')}`] : [];
}

function selection(one: RequiresSelection): string {
  if (one.kind === 'FragmentSpread') return `...${one.value}`;
  const inner =
    one.selections && one.selections.length > 0 ? `{${one.selections.map(selection).join(' ')}}` : '';
  if (one.kind === 'InlineFragment') return `...on ${one.typeCondition}${inner}`;
  return `${one.alias ? `${one.name} as ${one.alias}` : one.name}${inner}`;
}

function rewrites(...groups: readonly (readonly FetchRewrite[] | undefined)[]): string[] {
  return groups.flatMap((group) => (group ?? []).map((rewrite) => `rewrite ${JSON.stringify(rewrite)}`));
}

function path(segments: readonly FlattenNodePathSegment[]): string {
  return segments
    .map((segment) =>
      segment === '@' ? '@' : 'Field' in segment ? segment.Field : `|[${segment.TypeCondition.join(' ')}]`,
    )
    .join('.');
}

function indent(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.split('\n')).map((line) => `  ${line}`);
}
