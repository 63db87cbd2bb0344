import { outlineOf } from '@codexos/protocol/flow-outline';
import type { RegistryEntry } from '@codexos/protocol/listing';
import { CodexError } from '@codexos/utils/errors';
import { parseListing, type CheckedListing } from '../parse-listing.ts';
import type { RegistryReader } from './registry.ts';

/** A registry whose files are at hand as texts, by the path that the index gives them. */
export function createStoredRegistry(name: string, list: () => Promise<readonly string[]>): RegistryReader {
  return {
    async readIndex() {
      const listings = (await list()).map((text) => toEntry(parseListing(text)));
      return { format: 'codexos.registry/v1', name, listings };
    },
    async readFile({ file }) {
      for (const text of await list()) if (toEntry(parseListing(text)).file === file) return text;
      throw new CodexError({
        code: 'LISTING_NOT_FOUND',
        message: `There is no ${file} in ${name}.`,
        hint: 'It may have been withdrawn.',
      });
    },
  };
}

/** The line of an index for a listing. */
export function toEntry({ body, contentHash }: CheckedListing): RegistryEntry {
  const { slug, version, name, description, tags, licence, publishedAt, content, author } = body;
  return {
    slug,
    version,
    kind: content.kind,
    name,
    description,
    tags,
    licence,
    publishedAt,
    contentHash,
    file: `listings/${slug}/${version}.json`,
    ...(author ? { authorName: author.name } : {}),
    ...(content.kind === 'flow' ? { outline: outlineOf(content.flow) } : {}),
  };
}
