import type { JsonObject } from '@codexos/protocol/json';
import {
  listingBodySchema,
  LISTING_FORMAT,
  type ListingBody,
  type ListingContent,
} from '@codexos/protocol/listing';
import { needsOfContent } from '../needs-of-content.ts';

export interface BuiltinListing {
  slug: string;
  name: string;
  description: string;
  readme: string;
  tags: string[];
  content: ListingContent;
  sampleInput?: JsonObject;
  version?: string;
}

const PUBLISHED_AT = Date.UTC(2026, 10, 24);

/** A listing that ships with the app, checked like one from outside. */
export function toBuiltinListing({ version = '1.0.0', content, ...words }: BuiltinListing): ListingBody {
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
