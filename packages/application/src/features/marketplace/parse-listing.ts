import {
  listingFileSchema,
  MAX_LISTING_BYTES,
  type Lineage,
  type ListingBody,
  type ListingFile,
} from '@codexos/protocol/listing';
import { CodexError } from '@codexos/utils/errors';
import { stableJson } from '@codexos/utils/hash';
import { assertSignature, contentHashOf } from './listing-signature.ts';
import { needsOfContent } from './needs-of-content.ts';

export interface CheckedListing {
  file: ListingFile;
  body: ListingBody;
  contentHash: string;
  isSigned: boolean;
}

/**
 * Reads and checks the text of a listing file. It is only ever read as JSON: nothing is evaluated, fetched or
 * started. Throws LISTING_INVALID for what is no listing, for a wrong signature, and for one that asks for more than
 * it says.
 */
export function parseListing(text: string): CheckedListing {
  if (Buffer.byteLength(text) > MAX_LISTING_BYTES)
    throw invalid(`It is larger than ${MAX_LISTING_BYTES / 1024} kB.`);
  const raw = parseJson(text);
  const parsed = listingFileSchema.safeParse(raw);
  if (!parsed.success) {
    const issues = parsed.error.issues
      .slice(0, 20)
      .map(({ path, message }) => ({ path: path.join('.'), message }));
    throw invalid(
      issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '),
      { issues },
    );
  }
  const file = parsed.data;
  const { listing: body, signature } = file;
  const rawBody = (raw as { listing: unknown }).listing;
  if (body.author && signature !== undefined) {
    assertSignature(rawBody, { publicKey: body.author.publicKey, signature });
  } else if (body.author ?? signature) {
    throw invalid(
      body.author ? 'It names an author and is not signed.' : 'It is signed and names no author.',
    );
  }
  assertDistinct(body);
  assertHonestNeeds(body);
  return { file, body, contentHash: contentHashOf(rawBody), isSigned: signature !== undefined };
}

/** What a fork remembers of the listing that it came from. */
export function lineageOf({ body: { slug, version, author }, contentHash }: CheckedListing): Lineage {
  return { slug, version, contentHash, ...(author ? { author } : {}) };
}

/** A listing must not ask for more than people were shown. */
function assertHonestNeeds({ content, needs }: ListingBody): void {
  const real = needsOfContent(content);
  if (stableJson(real) === stableJson(needs)) return;
  throw invalid('What it says it needs is not what its content needs.', {
    says: { ...needs },
    needs: { ...real },
  });
}

/** Two parts of one name would make it a matter of luck which of them a flow calls. */
function assertDistinct({ content }: ListingBody): void {
  const parts = {
    tools: content.tools.map(({ document }) => document.name),
    agents: content.agents.map(({ key }) => key),
    flows: content.kind === 'flow' ? content.flows.map(({ key }) => key) : [],
  };
  for (const [kind, names] of Object.entries(parts)) {
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw invalid(`It holds two ${kind} named ${twice}.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalid('It is not JSON.');
  }
}

function invalid(problem: string, details?: object): CodexError {
  return new CodexError({
    code: 'LISTING_INVALID',
    message: `This is no listing that can be used. ${problem}`,
    hint: 'Get the file again from where it was published. Nothing of it was kept.',
    ...(details === undefined ? {} : { details: JSON.parse(JSON.stringify(details)) }),
  });
}
