/**
 * How journals keep long values: each once, by the hash of its JSON text, beside the events. A value that is much like
 * one that the run had before is kept as the change from that one, so that a large state which changes a little at
 * each step costs little at each step.
 */
import type { JsonValue } from '@codexos/protocol/json';
import { LARGE_VALUE_LENGTH, valuesOf, withValueAt, type ValuePlace } from '@codexos/protocol/large-value';
import type { RunEventBody } from '@codexos/protocol/run-event';
import { CodexError } from '@codexos/utils/errors';
import { hashOfText, largeTextOf } from '../features/runs/large-values.ts';
import { applyChange, changeBetween } from './text-change.ts';

export interface ValueRow {
  hash: string;
  /** Of the JSON text, in UTF-16 code units. */
  length: number;
  /** The value that this one is a change of. */
  base: string | null;
  /** How many values have to be put together to read this one. */
  depth: number;
  /** The text, or with a base the change, as `text-change.ts` writes it. */
  body: string;
}

interface KnownText {
  text: string;
  depth: number;
}

/** An event as it is stored: its JSON, and where in it long values belong. */
export interface StoredBody {
  body: string;
  /** JSON of `[place, hash]` pairs. */
  places: string | null;
}

export interface StoredGroup {
  bodies: StoredBody[];
  /** Values that the run has not had before, each once. */
  rows: ValueRow[];
  /** To be kept in mind once the group is durable. */
  texts: Map<string, KnownText>;
}

/** Values that a run had lately: the next one is likely to be a change of one of them. */
export type RecentTexts = Map<string, KnownText>;

const MAX_RECENT = 8;
const MAX_RECENT_LENGTH = 4_000_000;
/** Reading a value puts this many together at most. */
const MAX_DEPTH = 256;
/** A change is worth it when it is at most this part of the whole. */
const WORTHWHILE = 0.5;

/** Takes the long values out of events that are to be appended together. */
export function takeOutValues(bodies: readonly RunEventBody[], recent: RecentTexts): StoredGroup {
  const group: StoredGroup = { bodies: [], rows: [], texts: new Map() };
  for (const body of bodies) group.bodies.push(takeOutOfOne(body, group, recent));
  // In one order everywhere: two processes that store the same values at once do not wait for each other in a circle.
  group.rows.sort((left, right) => (left.hash < right.hash ? -1 : 1));
  return group;
}

/** Keeps the values of a durable group in mind, and forgets older ones. */
export function remember(recent: RecentTexts, texts: ReadonlyMap<string, KnownText>): void {
  for (const [hash, known] of texts) {
    recent.delete(hash);
    recent.set(hash, known);
  }
  let length = 0;
  for (const { text } of recent.values()) length += text.length;
  for (const [hash, { text }] of recent) {
    if (recent.size <= MAX_RECENT && length <= MAX_RECENT_LENGTH) return;
    recent.delete(hash);
    length -= text.length;
  }
}

/** Hashes that stored events need to be whole, each once, in the order of the events. */
export function hashesIn(stored: readonly { places: string | null }[]): string[] {
  const hashes = new Set<string>();
  for (const { places } of stored) {
    if (places === null) continue;
    for (const [, hash] of parsePlaces(places)) hashes.add(hash);
  }
  return [...hashes];
}

/** What a process that takes a run over keeps in mind of the values that the run has had. */
export function recentOf(hashes: readonly string[], rows: readonly ValueRow[]): RecentTexts {
  const reader = createValueReader(rows);
  const depths = new Map(rows.map(({ hash, depth }) => [hash, depth]));
  const recent: RecentTexts = new Map();
  const last = hashes.slice(-MAX_RECENT);
  remember(
    recent,
    new Map(last.map((hash) => [hash, { text: reader.text(hash), depth: depths.get(hash) ?? 0 }])),
  );
  return recent;
}

/** The event as it was, from its JSON and its values. */
export function putBackValues({ body, places }: StoredBody, values: ValueReader): RunEventBody {
  let whole = JSON.parse(body) as RunEventBody;
  if (places === null) return whole;
  for (const [place, hash] of parsePlaces(places)) whole = withValueAt(whole, place, values.value(hash));
  return whole;
}

export interface ValueReader {
  /** Each value is parsed once; whoever gets it must not change it. */
  value(hash: string): JsonValue;
  text(hash: string): string;
}

/** Puts values together from their rows, which have to be there down to the last base. */
export function createValueReader(rows: readonly ValueRow[]): ValueReader {
  const byHash = new Map(rows.map((row) => [row.hash, row]));
  const texts = new Map<string, string>();
  const values = new Map<string, JsonValue>();
  const text = (hash: string): string => {
    const known = texts.get(hash);
    if (known !== undefined) return known;
    const row = byHash.get(hash);
    if (!row) throw missing(hash);
    const whole = row.base === null ? row.body : applyChange(text(row.base), row.body);
    texts.set(hash, whole);
    return whole;
  };
  return {
    text,
    value(hash) {
      const known = values.get(hash);
      if (known !== undefined) return known;
      const value = JSON.parse(text(hash)) as JsonValue;
      values.set(hash, value);
      return value;
    },
  };
}

function takeOutOfOne(body: RunEventBody, group: StoredGroup, recent: RecentTexts): StoredBody {
  const whole = JSON.stringify(body);
  // Most events are short, and cost nothing but this look.
  if (whole.length <= LARGE_VALUE_LENGTH) return { body: whole, places: null };
  const places: [ValuePlace, string][] = [];
  let short = body;
  for (const { place, value } of longPartsOf(body)) {
    const text = largeTextOf(value);
    if (text === undefined) continue;
    const hash = hashOfText(text);
    places.push([place, hash]);
    short = withValueAt(short, place, null);
    if (!group.texts.has(hash) && !recent.has(hash)) group.rows.push(toRow(hash, text, group, recent));
    // A value that comes again is likely to be what the next one is a change of.
    group.texts.set(hash, group.texts.get(hash) ?? recent.get(hash) ?? { text, depth: depthOf(group, hash) });
  }
  if (places.length === 0) return { body: whole, places: null };
  return { body: JSON.stringify(short), places: JSON.stringify(places) };
}

/** Also what is no value of a node, but comes again in one: answers of models and passages. */
function longPartsOf(body: RunEventBody): { place: ValuePlace; value: JsonValue }[] {
  if (body.type === 'model-call') return [{ place: ['text'], value: body.text }];
  if (body.type === 'retrieval')
    return [{ place: ['passages'], value: body.passages as unknown as JsonValue }];
  return valuesOf(body);
}

function toRow(hash: string, text: string, { texts }: StoredGroup, recent: RecentTexts): ValueRow {
  let best: ValueRow | undefined;
  // The latest first: a state that grows is a change of the one before it.
  for (const [base, known] of [...recent, ...texts].reverse()) {
    if (known.depth >= MAX_DEPTH) continue;
    const body = changeBetween(known.text, text);
    const limit = best ? best.body.length : text.length * WORTHWHILE;
    if (body.length < limit) best = { hash, length: text.length, base, body, depth: known.depth + 1 };
    if (best && best.body.length * 20 < text.length) break;
  }
  return best ?? { hash, length: text.length, base: null, body: text, depth: 0 };
}

const depthOf = ({ rows }: StoredGroup, hash: string): number =>
  rows.find((row) => row.hash === hash)?.depth ?? 0;

function parsePlaces(places: string): [ValuePlace, string][] {
  return JSON.parse(places) as [ValuePlace, string][];
}

function missing(hash: string): CodexError {
  return new CodexError({
    code: 'INTERNAL',
    message: `The journal points at the value ${hash}, which is not stored.`,
    hint: 'The database was changed from outside, or restored in part. Restore it whole.',
  });
}
