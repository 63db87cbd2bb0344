import { expect } from '@playwright/test';
import type { Api } from './api';

export interface ReadRepository {
  knowledgeBaseId: string;
  sourceId: string;
}

/** A knowledge base over a repository, read to the end. */
export async function readRepository(api: Api, location: string, name: string): Promise<ReadRepository> {
  const base = await api.post<{ id: string }>('/knowledge', { name });
  const source = await api.post<{ id: string }>(`/knowledge/${base.id}/sources`, {
    kind: 'folder',
    location,
    name,
  });
  await expect
    .poll(async () => (await api.get<{ fileCount: number }>(`/knowledge/${base.id}`)).fileCount)
    .toBeGreaterThan(0);
  return { knowledgeBaseId: base.id, sourceId: source.id };
}
