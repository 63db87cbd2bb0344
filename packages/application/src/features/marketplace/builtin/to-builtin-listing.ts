import type { JsonObject } from '@codexos/protocol/json';
import {
  listingBodySchema,
  listingContentSchema,
  LISTING_FORMAT,
  type ListingBody,
  type ListingContentInput,
} from '@codexos/protocol/listing';
import { needsOfContent } from '../needs-of-content.ts';

export interface BuiltinListing {
  slug: string;
  name: string;
  description: string;
  readme: string;
  tags: string[];
  content: ListingContentInput;
  sampleInput?: JsonObject;
  version?: string;
}

const PUBLISHED_AT = Date.UTC(2026, 10, 24);

/** A listing that ships with the app, checked like one from outside. */
export function toBuiltinListing({ version = '1.0.0', ...listing }: BuiltinListing): ListingBody {
  const { content: given, ...words } = listing;
  const content = listingContentSchema.parse(given);
  return listingBodySchema.parse({
    format: LISTING_FORMAT,
    version,
    licence: 'Apache-2.0',
    publishedAt: PUBLISHED_AT,
    needs: needsOfContent(content),
    content,
    ...words,
  });
}
