const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import:
  ["@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject", "@inaccessible", "@override"])
scalar Decimal
`;

/** Five subgraphs that use every feature of federation the hub may use. */
export const WORLD_SDL: Readonly<Record<string, string>> = {
  catalog: `${link}
type Query {
  products(n: Int = 3): [Product!]!
  product(id: ID!): Product
  nodes(n: Int): [Node!]!
  maybeNodes: [Node]
  node(id: ID!): Node
  hits(n: Int): [Hit!]
  matrix: [[Product!]]
  echo(s: String, d: Decimal, f: Float, i: Nested, c: Color, l: [Int!], b: Boolean = true): String
  secret: Secret @inaccessible
}
type Mutation { push(n: Int!): Int! pushProduct(id: ID!): Product }
input Nested { a: Int! = 4 s: [String] inner: Nested d: Decimal }
enum Color { RED GREEN BLUE @inaccessible }
interface Node @key(fields: "id") { id: ID! label: String }
type Product implements Node @key(fields: "id") {
  id: ID! sku: ID! region: Region! label: String color: Color dims: Dims parent: Product related: [Product!]
  tags: [String!] strict: Int! price: Decimal like: Hit secretly: String @inaccessible
}
type User implements Node @key(fields: "id") { id: ID! label: String name: String @shareable favourite: Hit friends: [User] boss: User! }
type Site @key(fields: "id") @key(fields: "code region { code }") { id: ID! code: ID! region: Region! street: String }
type Box { size: Int! inside: [Hit] product: Product }
type Secret { id: ID! }
type Region @shareable { code: ID! name: String }
type Dims { h: Int w: Int label: String material: Material! }
type Material { name: String! density: Float }
union Hit = Product | User | Box
`,
  reviews: `${link}
type Query { topReviews(n: Int): [Review!]! review(id: ID!): Review }
type Product @key(fields: "id") {
  id: ID! reviews(n: Int): [Review!] rating: Float!
}
type Site @key(fields: "id") { id: ID! visitors: Int! guide: User }
type User @key(fields: "id") { id: ID! name: String @external reviews: [Review] karma: Int }
type Review @key(fields: "id") { id: ID! body: String stars: Int! author: User @provides(fields: "name") product: Product! about: [About!] parent: Review }
union About = Product | User | Review
`,
  pricing: `${link}
type Product @key(fields: "id") {
  id: ID! dims: Dims @external price: Decimal @external
  shipping(zone: String, fast: Boolean): Int @requires(fields: "dims { h w }")
  tax: Decimal @requires(fields: "price")
}
type Dims @external { h: Int w: Int }
`,
  heat: `${link}
type Query { hottest: Node hotNodes(n: Int): [Node] }
type Node @interfaceObject @key(fields: "id") { id: ID! heat: Int strictHeat: Int! history(n: Int): [Heat!]! }
type Heat { at: Int! value: Float! label: String }
`,
  stock: `${link}
type Query { warehouses: [Warehouse!] lowStock: [Product] }
type Mutation { pull(n: Int!): Int! }
type Product @key(fields: "id") {
  id: ID! stock: Int warehouse: Warehouse! label: String @override(from: "catalog")
}
type Region @shareable { code: ID! name: String }
type Warehouse @key(fields: "id") { id: ID! name: String manager: User site: Site products(n: Int): [Product!] sizes: [[Int!]!] }
type Site @key(fields: "code region { code }") { code: ID! region: Region! open: Boolean }
type User @key(fields: "id") { id: ID! }
`,
};
