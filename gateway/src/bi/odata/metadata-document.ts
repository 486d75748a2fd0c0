import { columnsOf, type StatisticTable, type TableColumn } from '@kommunhub/schema';
import { container, edmTypeOf, entityTypeNameOf, namespace } from './edm-type.js';

const vocabularies = 'https://oasis-tcs.github.io/odata-vocabularies/vocabularies/';

/** What the whole service promises (Org.OData.Capabilities.V1). */
const ofService = [
  '<Annotation Term="Capabilities.ConformanceLevel" EnumMember="Org.OData.Capabilities.V1.ConformanceLevelType/Intermediate"/>',
  ...collection('Capabilities.SupportedFormats', ['application/json']),
  ...collection('Capabilities.FilterFunctions', ['contains', 'startswith', 'endswith']),
  flag('Capabilities.AsynchronousRequestsSupported', false),
  flag('Capabilities.BatchSupported', false),
  flag('Capabilities.CrossJoinSupported', false),
];

/** What each entity set promises: it is read, filtered, sorted, counted and paged, and never written. */
const ofSet = [
  flag('Capabilities.TopSupported', true),
  flag('Capabilities.SkipSupported', true),
  record('Capabilities.CountRestrictions', 'Countable', true),
  record('Capabilities.FilterRestrictions', 'Filterable', true),
  record('Capabilities.SortRestrictions', 'Sortable', true),
  record('Capabilities.ExpandRestrictions', 'Expandable', false),
  record('Capabilities.SearchRestrictions', 'Searchable', false),
  record('Capabilities.InsertRestrictions', 'Insertable', false),
  record('Capabilities.UpdateRestrictions', 'Updatable', false),
  record('Capabilities.DeleteRestrictions', 'Deletable', false),
];

/** The model of the tables in CSDL XML 4.0: an entity type and an entity set of each. */
export function printMetadata(tables: readonly StatisticTable[]): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0">',
    ...reference('Org.OData.Core.V1', 'Core'),
    ...reference('Org.OData.Capabilities.V1', 'Capabilities'),
    '<edmx:DataServices>',
    `<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="${namespace}">`,
    ...tables.flatMap(entityType),
    `<EntityContainer Name="${container}">`,
    ...tables.flatMap(entitySet),
    ...ofService,
    '</EntityContainer>',
    '</Schema>',
    '</edmx:DataServices>',
    '</edmx:Edmx>',
  ];
  return `${lines.join('\n')}\n`;
}

function reference(vocabulary: string, alias: string): string[] {
  return [
    `<edmx:Reference Uri="${vocabularies}${vocabulary}.xml">`,
    `<edmx:Include Namespace="${vocabulary}" Alias="${alias}"/>`,
    '</edmx:Reference>',
  ];
}

function entityType(table: StatisticTable): string[] {
  return [
    `<EntityType Name="${entityTypeNameOf(table.id)}">`,
    '<Key><PropertyRef Name="rad"/></Key>',
    ...columnsOf(table).flatMap(property),
    description(`En rad i tabellen ${table.title}.`),
    '</EntityType>',
  ];
}

function property(column: TableColumn): string[] {
  const { name, facets } = edmTypeOf(column);
  const attributes = Object.entries({
    Name: column.name,
    Type: name,
    ...(!column.isNullable && { Nullable: 'false' }),
    ...facets,
  }).map(([attribute, value]) => `${attribute}="${xml(value)}"`);
  return [
    `<Property ${attributes.join(' ')}>`,
    description(`${column.label}. ${column.definition}`),
    '</Property>',
  ];
}

function entitySet(table: StatisticTable): string[] {
  const { definition, population, source, lagrum } = table;
  const long = `${definition} Population: ${population} Källa: ${source} Lagrum: ${lagrum}.`;
  return [
    `<EntitySet Name="${table.id}" EntityType="${namespace}.${entityTypeNameOf(table.id)}">`,
    description(table.title),
    `<Annotation Term="Core.LongDescription" String="${xml(long)}"/>`,
    ...ofSet,
    '</EntitySet>',
  ];
}

function description(text: string): string {
  return `<Annotation Term="Core.Description" String="${xml(text)}"/>`;
}

function flag(term: string, value: boolean): string {
  return `<Annotation Term="${term}" Bool="${value}"/>`;
}

function record(term: string, name: string, value: boolean): string {
  return `<Annotation Term="${term}"><Record><PropertyValue Property="${name}" Bool="${value}"/></Record></Annotation>`;
}

function collection(term: string, values: readonly string[]): string[] {
  const members = values.map((value) => `<String>${xml(value)}</String>`).join('');
  return [`<Annotation Term="${term}"><Collection>${members}</Collection></Annotation>`];
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function xml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}
