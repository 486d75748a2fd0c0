import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';

const KEPT = 1000;

/** Parses and validates texts of operations once; the least lately used are forgotten. */
export class ParsedDocuments {
  private readonly documents = new Map<string, DocumentNode | null>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** The document, or null when the text is no valid operation of the schema. */
  get(text: string): DocumentNode | null {
    let document = this.documents.get(text);
    if (document === undefined) document = this.read(text);
    this.documents.delete(text);
    this.documents.set(text, document);
    if (this.documents.size > KEPT) this.documents.delete(this.documents.keys().next().value!);
    return document;
  }

  private read(text: string): DocumentNode | null {
    try {
      const document = parse(text, { noLocation: true });
      return validate(this.schema, document).length === 0 ? document : null;
    } catch {
      return null;
    }
  }
}
