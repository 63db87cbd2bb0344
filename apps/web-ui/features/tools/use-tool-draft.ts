'use client';
import { previewTool, type ToolPreview, type ToolProblem } from '@codexos/protocol/contracts/tools.contract';
import type { JsonObject } from '@codexos/protocol/json';
import type { ToolDocument } from '@codexos/protocol/tool';
import { useEffect, useMemo, useState } from 'react';
import { useApiQuery } from '@/lib/api/use-api-query';
import { useDebounced } from '@/lib/use-debounced';
import { toDocument, type ToolDraft } from './tool-draft';

/** Drafts that were left without saving, by tool, for as long as the studio is open. */
const kept = new Map<string, { draft: ToolDraft; revision: number }>();

export interface ToolDraftState {
  draft: ToolDraft;
  /** The version that the draft was begun on. */
  revision: number;
  /** Undefined while a part is not right yet. */
  document: ToolDocument | undefined;
  input: JsonObject;
  preview: ToolPreview | undefined;
  /** Of the form itself, or of what the server found in its document. */
  problems: readonly ToolProblem[];
  isChanged: boolean;
  edit: (part: Partial<ToolDraft>) => void;
  setInput: (input: JsonObject) => void;
  /** Puts another draft in its place, such as the one that was just saved. */
  replace: (draft: ToolDraft, revision: number) => void;
}

/** The draft in the form, with the request that it would send as one types. */
export function useToolDraft(key: string, saved: ToolDraft, savedRevision: number): ToolDraftState {
  const [state, setState] = useState(() => kept.get(key) ?? { draft: saved, revision: savedRevision });
  const [base, setBase] = useState(saved);
  const [input, setInput] = useState<JsonObject>({});
  const { draft, revision } = state;
  const { document, problems: own } = useMemo(() => toDocument(draft), [draft]);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(base);
  const request = useDebounced(
    useMemo(() => ({ document, input }), [document, input]),
    300,
  );
  const { data: preview } = useApiQuery(
    previewTool,
    { body: { document: request.document ?? PLACEHOLDER, input: request.input } },
    { enabled: request.document !== undefined, placeholderData: (previous) => previous, gcTime: 0 },
  );
  useEffect(() => {
    if (isChanged) kept.set(key, { draft, revision });
    else kept.delete(key);
  }, [key, draft, revision, isChanged]);
  useEffect(() => {
    if (!isChanged) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);
  return {
    draft,
    revision,
    document,
    input,
    preview: document === undefined ? undefined : preview,
    problems: document === undefined ? own : (preview?.problems ?? []),
    isChanged,
    edit: (part) => setState({ draft: { ...draft, ...part }, revision }),
    setInput,
    replace: (next, nextRevision) => {
      setBase(next);
      setState({ draft: next, revision: nextRevision });
    },
  };
}

/** Stands in the key of a query that is not asked. */
const PLACEHOLDER: ToolDocument = {
  name: 'none',
  label: 'none',
  description: '',
  inputs: [],
  request: { method: 'GET', url: 'https://none', query: [], headers: [] },
  answer: { type: 'json' },
  effect: 'read',
  timeoutMs: 1_000,
};
