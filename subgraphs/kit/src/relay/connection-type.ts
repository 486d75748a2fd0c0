import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { Shareable } from '../subgraph/directives.js';
import type { Page } from './page.js';

/** Relay's page information, the same in every subgraph. */
@Shareable()
@ObjectType('PageInfo', { description: 'Var sidan ligger i listan.' })
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

/** A connection class of type-graphql; instances are made of a page. */
export type ConnectionClass<Node> = new (page: Page<Node>) => object;

/** Declares `<name>Connection` and `<name>Edge` for a node type. `totalCount` is counted only when asked for. */
export function connectionType<Node extends object>(
  name: string,
  node: ClassType<Node>,
): ConnectionClass<Node> {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => node) node!: Node;
    @Field(() => String) cursor!: string;
  }

  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [Edge]) readonly edges: readonly Edge[];
    @Field(() => [node]) readonly nodes: readonly Node[];
    @Field(() => PageInfo) readonly pageInfo: Page<Node>['pageInfo'];

    constructor(page: Page<Node>) {
      this.edges = page.edges;
      this.nodes = page.edges.map((edge) => edge.node);
      this.pageInfo = page.pageInfo;
      // Not enumerable: a function is not part of the data.
      Object.defineProperty(this, 'count', { value: page.count });
    }

    @Field(() => Int, { description: 'Antal i hela listan.' })
    totalCount(): Promise<number> {
      return (this as unknown as Page<Node>).count();
    }
  }
  return Connection;
}
