import { hash } from './random.js';

/** An object of the world: its type, its id, and what a representation brought along. */
export interface Thing {
  __typename: string;
  id: string;
  [key: string]: unknown;
}

type FieldOf = (thing: Thing, args: Record<string, unknown>, log: string[]) => unknown;

const COUNTS: Record<string, number> = { Product: 7, User: 5, Review: 9, Warehouse: 3, Box: 4, Site: 4 };

const thing = (typename: string, seed: string): Thing => ({
  __typename: typename,
  id: `${typename[0]?.toLowerCase()}${Math.floor(hash(seed) * COUNTS[typename]!)}`,
});
const maybe = (typename: string, seed: string): Thing | null =>
  hash(`${seed}?`) < 0.2 ? null : thing(typename, seed);
const list = <T>(length: number, item: (place: number) => T): T[] =>
  Array.from({ length }, (_, place) => item(place));
const size = (seed: string, args: Record<string, unknown>): number =>
  typeof args.n === 'number' ? Math.max(0, Math.min(args.n, 4)) : Math.floor(hash(`${seed}#`) * 4);
const int = (seed: string): number => Math.floor(hash(seed) * 100);
const one = (types: readonly string[], seed: string): Thing =>
  thing(types[Math.floor(hash(`${seed}t`) * types.length)]!, seed);
const NODES = ['Product', 'User'];
const HITS = ['Product', 'User', 'Box'];

const productField = (id: string, name: string): unknown =>
  FIELDS[`Product.${name}`]?.({ __typename: 'Product', id }, {}, []);

/** What each field is, whoever serves it. */
const FIELDS: Record<string, FieldOf> = {
  'Query.products': (_, args) => list(size('qp', args), (n) => thing('Product', `qp${n}`)),
  'Query.product': (_, { id }) =>
    /^p[0-6]$/.test(String(id)) ? { __typename: 'Product', id: String(id) } : null,
  'Query.nodes': (_, args) => list(size('qn', args), (n) => one(NODES, `qn${n}`)),
  'Query.maybeNodes': () => list(4, (n) => (n === 2 ? null : one(NODES, `qm${n}`))),
  'Query.node': (_, { id }) =>
    String(id).startsWith('p') ? { __typename: 'Product', id: 'p1' } : { __typename: 'User', id: 'u2' },
  'Query.hits': (_, args) => list(size('qh', args), (n) => one(HITS, `qh${n}`)),
  'Query.matrix': () => [[thing('Product', 'a'), thing('Product', 'b')], null, [], [thing('Product', 'c')]],
  'Query.echo': (_, args) => JSON.stringify(args, Object.keys(args).sort()) + JSON.stringify(args.i ?? null),
  'Query.topReviews': (_, args) => list(size('qt', args), (n) => thing('Review', `qt${n}`)),
  'Query.review': (_, { id }) => thing('Review', String(id)),
  'Query.hottest': () => ({ __typename: 'User', id: 'u1' }),
  'Query.hotNodes': (_, args) => list(size('qx', args), (n) => (n === 1 ? null : one(NODES, `qx${n}`))),
  'Query.warehouses': () => list(3, (n) => ({ __typename: 'Warehouse', id: `w${n}` })),
  'Query.lowStock': () => list(3, (n) => maybe('Product', `ql${n}`)),
  'Mutation.push': (_, { n }, log) => log.push(`push ${String(n)}`),
  'Mutation.pull': (_, { n }, log) => log.push(`pull ${String(n)}`) + 100,
  'Mutation.pushProduct': (_, { id }, log) => {
    log.push(`product ${String(id)}`);
    return { __typename: 'Product', id: `p${log.length % 7}` };
  },
  'Product.id': ({ id }) => id,
  'Product.sku': ({ id }) => `sku-${id}`,
  'Product.region': ({ id }) => ({ __typename: 'Region', id: `r${int(`${id}region`) % 3}` }),
  'Product.label': ({ id }) => `label ${id}`,
  'Product.color': ({ id }) => ['RED', 'GREEN', 'BLUE'][int(`${id}color`) % 3],
  'Product.dims': ({ id }) => (hash(`${id}dims`) < 0.2 ? null : { __typename: 'Dims', id }),
  'Product.parent': ({ id }) => maybe('Product', `${id}parent`),
  'Product.related': ({ id }) => list(size(`${id}related`, {}), (n) => thing('Product', `${id}related${n}`)),
  'Product.tags': ({ id }) => list(int(`${id}tags`) % 3, (n) => `tag${n}`),
  'Product.strict': ({ id }) => int(`${id}strict`),
  'Product.price': ({ id }) => (hash(`${id}price`) < 0.2 ? null : `${int(`${id}price`)}.50`),
  'Product.like': ({ id }) => one(HITS, `${id}like`),
  'Product.shipping': ({ id }, args) => shipping(dimsOf(id), args),
  'Product.tax': ({ id }) => tax(productField(id, 'price')),
  'Product.reviews': ({ id }, args) =>
    list(size(`${id}reviews`, args), (n) => thing('Review', `${id}reviews${n}`)),
  'Product.rating': ({ id }) => hash(`${id}rating`) * 5,
  'Product.stock': ({ id }) => int(`${id}stock`),
  'Product.warehouse': ({ id }) => thing('Warehouse', `${id}warehouse`),
  'User.id': ({ id }) => id,
  'User.label': ({ id }) => `label ${id}`,
  'User.name': ({ id }) => `name ${id}`,
  'User.favourite': ({ id }) => (hash(`${id}favourite`) < 0.2 ? null : one(HITS, `${id}favourite`)),
  'User.friends': ({ id }) => list(int(`${id}friends`) % 4, (n) => maybe('User', `${id}friends${n}`)),
  'User.boss': ({ id }) => thing('User', `${id}boss`),
  'User.reviews': ({ id }) => list(int(`${id}reviews`) % 3, (n) => maybe('Review', `${id}reviews${n}`)),
  'User.karma': ({ id }) => int(`${id}karma`),
  'Review.id': ({ id }) => id,
  'Review.body': ({ id }) => `body ${id}`,
  'Review.stars': ({ id }) => int(`${id}stars`) % 6,
  'Review.author': ({ id }) => maybe('User', `${id}author`),
  'Review.product': ({ id }) => thing('Product', `${id}product`),
  'Review.about': ({ id }) =>
    list(int(`${id}about`) % 3, (n) => one(['Product', 'User', 'Review'], `${id}about${n}`)),
  'Review.parent': ({ id }) => maybe('Review', `${id}parent`),
  'Node.id': ({ id }) => id,
  'Node.heat': ({ id }) => int(`${id}heat`),
  'Node.strictHeat': ({ id }) => int(`${id}strictHeat`),
  'Node.history': ({ id }, args) =>
    list(size(`${id}history`, args), (n) => ({ __typename: 'Heat', id: `${id}-${n}` })),
  'Heat.at': ({ id }) => int(`${id}at`),
  'Heat.value': ({ id }) => hash(`${id}value`),
  'Heat.label': ({ id }) => `label ${id}`,
  'Dims.h': ({ id }) => (hash(`${id}h`) < 0.2 ? null : int(`${id}h`)),
  'Dims.w': ({ id }) => int(`${id}w`),
  'Dims.label': ({ id }) => `dims ${id}`,
  'Dims.material': ({ id }) => ({ __typename: 'Material', id }),
  'Material.name': ({ id }) => `material ${id}`,
  'Material.density': ({ id }) => hash(`${id}density`),
  'Box.size': ({ id }) => int(`${id}size`),
  'Box.inside': ({ id }) => list(int(`${id}inside`) % 3, (n) => one(HITS, `${id}inside${n}`)),
  'Box.product': ({ id }) => maybe('Product', `${id}product`),
  'Region.code': ({ id }) => id,
  'Region.name': ({ id }) => `region ${id}`,
  'Warehouse.id': ({ id }) => id,
  'Warehouse.name': ({ id }) => `warehouse ${id}`,
  'Warehouse.manager': ({ id }) => maybe('User', `${id}manager`),
  'Warehouse.site': ({ id }) => maybe('Site', `${id}site`),
  'Site.id': ({ id }) => id,
  'Site.code': ({ id }) => `code-${id}`,
  'Site.region': ({ id }) => ({ __typename: 'Region', id: `r${int(`${id}region`) % 3}` }),
  'Site.street': ({ id }) => `street ${id}`,
  'Site.visitors': ({ id }) => int(`${id}visitors`),
  'Site.guide': ({ id }) => maybe('User', `${id}guide`),
  'Site.open': ({ id }) => int(`${id}open`) > 50,
  'Warehouse.products': ({ id }, args) =>
    list(size(`${id}products`, args), (n) => thing('Product', `${id}products${n}`)),
  'Warehouse.sizes': ({ id }) => [[int(`${id}a`)], [], [1, 2]],
};

/** Keys and required fields, which a plan may ask for although the caller did not: they never fail. */
const SAFE = new Set([
  'Product.id',
  'Product.sku',
  'Product.region',
  'Product.dims',
  'Product.price',
  'Dims.h',
  'Dims.w',
  'Region.code',
  'User.id',
  'Node.id',
  'Review.id',
  'Warehouse.id',
  'Site.id',
  'Site.code',
  'Site.region',
  'Query.hottest',
  'Query.hotNodes',
]);

function dimsOf(id: string): { h: unknown; w: unknown } | null {
  if (productField(id, 'dims') === null) return null;
  const dims = { __typename: 'Dims', id };
  return { h: FIELDS['Dims.h']!(dims, {}, []), w: FIELDS['Dims.w']!(dims, {}, []) };
}

/** Computed from what a product's dimensions are, wherever they come from. */
export function shipping(
  dims: { h: unknown; w: unknown } | null | undefined,
  args: Record<string, unknown>,
): number | null {
  if (dims === undefined) throw new Error('The dimensions were required and did not come.');
  if (dims === null || dims.h === null) return args.fast === true ? -1 : null;
  return Number(dims.h) * 10 + Number(dims.w) + String(args.zone ?? '').length;
}

/** Computed from a price, wherever it comes from. */
export function tax(price: unknown): string | null {
  if (price === undefined) throw new Error('The price was required and did not come.');
  return price === null ? null : `tax of ${String(price)}`;
}

/**
 * What a field of a thing is. Some fields of some things throw or are null where they must
 * not be, always the same ones.
 */
export function fieldValue(
  type: string,
  field: string,
  given: unknown,
  args: Record<string, unknown>,
  log: string[],
): unknown {
  const source = (given ?? { __typename: type, id: 'root' }) as Thing;
  const name = FIELDS[`${type}.${field}`] ? `${type}.${field}` : `Node.${field}`;
  const compute = FIELDS[name];
  if (!compute) throw new Error(`The world has no ${type}.${field}.`);
  const luck = SAFE.has(name) || type === 'Mutation' ? 1 : hash(`${name} ${source.id} luck`);
  if (luck < 0.03) throw new Error(`${name} of ${source.id} fails`);
  if (luck < 0.06) return null;
  return compute(source, args, log);
}
