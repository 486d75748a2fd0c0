import { SaxesParser } from 'saxes';
import { archiveError, broken, type ZipArchive } from './zip-archive.js';

/** What is told of an XML part while it streams by; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Excel holds at most 32,767 characters in a cell; a text far beyond that is no cell. */
const longestText = 1_000_000;

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/**
 * A parser that tells the listener of what is written to it.
 *
 * @throws SourceRefusedError, when written to, at XML that is not well-formed.
 */
export function xmlParser(archive: ZipArchive, path: string, listener: XmlListener): XmlParser {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let textLength = 0;
  parser.on('opentag', ({ name, attributes }) => {
    textLength = 0;
    listener.open?.(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => listener.close?.(localName(name)));
  const onText = (text: string) => {
    textLength += text.length;
    if (textLength > longestText) throw broken(archive.file, path);
    listener.text?.(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('error', () => {
    throw broken(archive.file, path);
  });
  return parser;
}

export interface XmlParser {
  write(text: string): unknown;
  close(): unknown;
}

/**
 * Streams an XML part to the listener and gives control back after each piece,
 * so that rows can be handed over while the rest is still compressed.
 *
 * @throws SourceRefusedError when the part is missing or not well-formed.
 */
export async function* readXml(
  archive: ZipArchive,
  path: string,
  listener: XmlListener,
): AsyncGenerator<void> {
  const parser = xmlParser(archive, path, listener);
  for await (const chunk of readText(archive, path, 'utf8')) {
    parser.write(chunk);
    yield;
  }
  parser.close();
  yield;
}

/** Streams the text of a part. */
export async function* readText(
  archive: ZipArchive,
  path: string,
  encoding: 'utf8' | 'latin1',
): AsyncGenerator<string> {
  const stream = await archive.stream(path);
  stream.setEncoding(encoding);
  try {
    for await (const chunk of stream as AsyncIterable<string>) yield chunk;
  } catch (error) {
    throw archiveError(archive.file, path, error);
  } finally {
    stream.destroy();
  }
}

/** Reads a whole XML part, for those that are small or kept. */
export async function readWholeXml(archive: ZipArchive, path: string, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(archive, path, listener));
}
